package io.postern.enforcer.domain.posture;

import io.postern.contracts.net.Cidr;
import java.util.List;

/** How Azure divides the address space: who comes from a virtual network, and who from outside. */
final class Space {
    static final List<Cidr> PRIVATE = List.of(
            Cidr.parse("10.0.0.0/8"),
            Cidr.parse("172.16.0.0/12"),
            Cidr.parse("192.168.0.0/16"),
            Cidr.parse("fc00::/7"));
    /** The platform asks from here whether a VM is alive; nobody else does. */
    static final Cidr PROBE = Cidr.parse("168.63.129.16");

    private Space() {}

    /** Private addresses come by a network that Azure counts as the VM's own, be it peered or at the end of a tunnel. */
    static boolean isPrivate(Cidr block) {
        return PRIVATE.stream().anyMatch(known -> known.contains(block));
    }

    static boolean meansEverybody(String prefix) {
        return prefix.equals("*") || prefix.equalsIgnoreCase("Any");
    }
}
