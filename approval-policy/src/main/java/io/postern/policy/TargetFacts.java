package io.postern.policy;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One VM that is asked for, with the ports asked for on it.
 *
 * @param seen what the inventory knows; null when nothing yet, and then a condition that looks at it fails
 */
public record TargetFacts(
        VmId vm, List<PortAccess> ports, @Nullable Seen seen) {
    public TargetFacts {
        ports = List.copyOf(ports);
    }

    /**
     * What the inventory knows of a VM.
     *
     * @param status one of {@code NOT_CONFIGURED}, {@code PROTECTED}, {@code BYPASSED}, {@code UNSUPPORTED}
     * @param guard what guards it, such as {@code NSG}; empty when nobody looked
     */
    public record Seen(
            String location,
            String os,
            Map<String, String> tags,
            String status,
            String guard,
            List<Integer> openManagementPorts) {
        public Seen {
            tags = Map.copyOf(tags);
            openManagementPorts = List.copyOf(openManagementPorts);
        }
    }
}
