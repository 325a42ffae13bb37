package io.postern.policy.replay;

import io.postern.policy.Ruling;

/**
 * A request that the other version judges differently.
 *
 * @param before the ruling in words, with the names that the policy gives to groups
 */
public record Change(String requestId, String before, String after, Direction direction, Ruling was, Ruling becomes) {
    /** Which way it goes for the requester. */
    public enum Direction {
        STRICTER,
        MORE_LENIENT,
        /** Other people, or another reason. */
        DIFFERENT
    }
}
