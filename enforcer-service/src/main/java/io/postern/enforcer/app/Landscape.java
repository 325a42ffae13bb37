package io.postern.enforcer.app;

import io.postern.contracts.event.ScaleSetAssessed;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.posture.ObservedFirewall;
import java.util.List;

/** All VMs, what stands in the network before them, and all scale sets that Azure shows us. */
public interface Landscape {
    Survey survey();

    /** Whether Azure says outright that there is no such VM or scale set; a list that merely lacks it proves nothing. */
    boolean isDeleted(String resource);

    /** One complete look. */
    record Survey(
            List<Snapshot> machines,
            List<ObservedNsg> boundaries,
            List<ObservedFirewall> firewalls,
            List<ScaleSetAssessed> scaleSets) {}

    /** Azure could not be asked, or not completely. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String why, Throwable cause) {
            super(why, cause);
        }
    }
}
