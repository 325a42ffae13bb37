package io.postern.portal.domain.machine;

import io.postern.portal.domain.Way;
import java.util.List;

/** VMs to judge by. */
final class Examples {
    static final String ID =
            "/subscriptions/s/resourceGroups/contoso/providers/Microsoft.Compute/virtualMachines/web-1";

    private Examples() {}

    static Machine vm(String os) {
        return vm(os, "not-configured", "healthy", "", "");
    }

    static Machine sick(String reason, String detail) {
        return vm("Linux", "configured", "unhealthy", reason, detail);
    }

    static Machine unsupported() {
        return vm("Linux", "unsupported", "healthy", "", "Lead the route past it.");
    }

    static Machine configured() {
        return vm("Linux", "configured", "healthy", "", "");
    }

    private static Machine vm(String os, String list, String health, String reason, String detail) {
        return new Machine(
                ID,
                "web-1",
                "westeurope",
                os,
                list,
                health,
                reason,
                list.equals("unsupported") ? "FirewallPolicy" : "",
                detail,
                "",
                List.of(),
                List.of(new Machine.Nic("/nic", List.of("10.0.0.4"), List.of("203.0.113.50"), "", List.of("/x/NSG-1"))),
                "",
                List.of(22),
                0,
                false,
                null,
                null);
    }

    static MachineRequest request(String state, Way.Mapped... ways) {
        return new MachineRequest(
                "r",
                state,
                "",
                new MachineRequest.Requester("o", "Rita"),
                List.of("203.0.113.7/32"),
                "why",
                null,
                null,
                List.of(new MachineRequest.Grant(
                        ID.toUpperCase(java.util.Locale.ROOT), List.of(22, 3389), state, null, "", List.of(ways))),
                List.of());
    }
}
