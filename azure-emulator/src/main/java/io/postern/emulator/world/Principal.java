package io.postern.emulator.world;

import java.util.List;

/**
 * A service principal: the identity of one of Postern's services. Its secret is not part of the world.
 *
 * @param graphRoles what it was permitted in Microsoft Graph
 */
public record Principal(String clientId, String oid, List<String> roles, List<String> graphRoles) {
    public Principal {
        roles = List.copyOf(roles);
        graphRoles = List.copyOf(graphRoles);
    }
}
