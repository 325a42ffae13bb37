package io.postern.emulator.world;

import java.util.List;

/** A service principal: the identity of one of Postern's services. Its secret is not part of the world. */
public record Principal(String clientId, String oid, List<String> roles) {
    public Principal {
        roles = List.copyOf(roles);
    }
}
