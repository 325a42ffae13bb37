package io.postern.approval.adapter.jws;

/** Whoever holds the key that approvals are signed with. */
@FunctionalInterface
public interface CompactSigner {
    /**
     * The payload as a compact JWS whose header says algorithm, key id and type, and nothing else.
     *
     * @throws RuntimeException when it cannot be had now; it is asked for again later
     */
    String compact(String type, String payload);

    /** Whether the key is in this process, so that signing waits for nobody. */
    default boolean isAtHand() {
        return true;
    }
}
