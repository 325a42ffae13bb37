package io.postern.enforcer.app;

import io.postern.contracts.id.VmId;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.util.List;

/** All VMs and NSGs that Azure shows us. */
public interface Landscape {
    Survey survey();

    /** Whether Azure says outright that there is no such VM; a list that merely lacks it proves nothing. */
    boolean isDeleted(VmId vm);

    /** One complete look. */
    record Survey(List<Snapshot> machines, List<ObservedNsg> boundaries) {}

    /** Azure could not be asked, or not completely. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String why, Throwable cause) {
            super(why, cause);
        }
    }
}
