package io.postern.audit.app;

import java.time.Instant;
import java.util.Optional;

/**
 * One event of the trail with its leaf.
 *
 * @param personal the personal values as JSON, unless they were erased or there were none
 * @param others those that are about somebody else than the event's own person, as JSON, with the same exceptions
 */
public record TrailEntry(
        long index,
        String type,
        String subject,
        Instant time,
        byte[] leaf,
        Optional<String> personal,
        Optional<String> others) {
    /** An event in which all personal values are about its own person. */
    public TrailEntry(long index, String type, String subject, Instant time, byte[] leaf, Optional<String> personal) {
        this(index, type, subject, time, leaf, personal, Optional.empty());
    }
}
