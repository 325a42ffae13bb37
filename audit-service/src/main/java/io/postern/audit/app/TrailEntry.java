package io.postern.audit.app;

import java.time.Instant;
import java.util.Optional;

/** One event of the trail: its leaf, and its personal values as JSON unless they were erased or there were none. */
public record TrailEntry(
        long index, String type, String subject, Instant time, byte[] leaf, Optional<String> personal) {}
