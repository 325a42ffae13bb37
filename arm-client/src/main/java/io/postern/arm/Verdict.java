package io.postern.arm;

import java.time.Duration;
import java.util.Optional;

/**
 * What an answer of Azure to a write means, and how long Azure asks to be left alone. {@code said} is Azure's own sentence,
 * for people.
 */
public record Verdict(Meaning meaning, Optional<Duration> retryAfter, String said) {

    /** All that can be meant; whoever acts on it leaves none out. */
    public enum Meaning {
        /** Accepted, or the operation ended well. */
        DONE,
        /** The operation goes on. */
        RUNNING,
        /** Another rule has that priority. */
        PRIORITY_TAKEN,
        /** The resource is not what the condition named any more: read it again. */
        CHANGED,
        /** Another operation holds the resource, or took this one's place: nothing was done, and it is no throttling. */
        BUSY,
        /** Too many requests: whoever asks before the time is up waits anew. */
        THROTTLED,
        /** A management lock stands in the way. */
        LOCKED,
        /** A policy of the customer's own Azure forbids it. */
        DISALLOWED,
        /** The caller lacks the right, or is not known. */
        FORBIDDEN,
        /** Azure itself says that there is no such resource. */
        GONE,
        /** Asking the same again does not help. */
        INVALID,
        /** Nothing reached Azure. */
        UNSENT,
        /** Perhaps done: only reading tells. */
        UNKNOWN
    }
}
