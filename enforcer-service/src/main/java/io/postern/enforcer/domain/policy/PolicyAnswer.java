package io.postern.enforcer.domain.policy;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.net.PortAccess;
import java.util.List;

/** What request-service says of a VM's policy at present. */
public sealed interface PolicyAnswer {
    /** The VM is protected on exactly these ports. */
    record Protected(List<PortAccess> ports, AccessConditions demands) implements PolicyAnswer {
        public Protected {
            ports = ports.stream().distinct().toList();
            if (ports.isEmpty()) {
                throw new IllegalArgumentException("a policy offers a VM at least one port");
            }
        }
    }

    /** No policy names the VM. */
    record NotProtected() implements PolicyAnswer {}

    /** No word that anything may be concluded from. */
    record Silence(String why) implements PolicyAnswer {}
}
