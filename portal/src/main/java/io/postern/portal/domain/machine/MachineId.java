package io.postern.portal.domain.machine;

import io.postern.contracts.id.VmId;
import java.util.Optional;

/** Reads resource ids of VMs out of addresses, which anybody may have written. */
public final class MachineId {
    private MachineId() {}

    public static Optional<VmId> read(String text) {
        try {
            return Optional.of(new VmId(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
