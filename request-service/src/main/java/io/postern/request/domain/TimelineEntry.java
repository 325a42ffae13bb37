package io.postern.request.domain;

import java.time.Instant;

/** One line of a request's timeline. */
public record TimelineEntry(Instant at, String what, String detail) {}
