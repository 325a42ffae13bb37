package io.postern.simulation.record;

import java.time.Instant;

/** Who holds a boundary, and until when. */
public record LeaseRow(String holder, Instant until) {}
