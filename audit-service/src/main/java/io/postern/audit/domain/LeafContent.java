package io.postern.audit.domain;

import java.util.Optional;

/** The canonical bytes of an event with commitments in the place of personal values, and the values beside. */
public record LeafContent(byte[] bytes, Optional<Personal> personal) {
    public Hash hash() {
        return Hash.ofLeaf(bytes);
    }

    /** Personal values as a canonical JSON object, and the salt of their commitments: to erase both is to forget. */
    public record Personal(byte[] salt, String values) {}
}
