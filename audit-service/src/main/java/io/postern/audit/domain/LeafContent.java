package io.postern.audit.domain;

import java.util.Optional;
import java.util.Set;

/**
 * The canonical bytes of an event with commitments in the place of personal values, and the values beside: those about the
 * event's own person, and with a salt of their own those about somebody else, so that either can be erased alone.
 */
public record LeafContent(byte[] bytes, Optional<Personal> personal, Optional<Personal> others) {
    /** The personal fields that are about somebody else: whose events were looked for, and an address of the requester's. */
    public static final Set<String> OF_OTHERS = Set.of("actor", "narrowed");

    public Hash hash() {
        return Hash.ofLeaf(bytes);
    }

    /** Personal values as a canonical JSON object, and the salt of their commitments: to erase both is to forget. */
    public record Personal(byte[] salt, String values) {}
}
