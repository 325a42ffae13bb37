package io.postern.sweeper.domain;

import java.time.Instant;

/** An opening of ours that still stands although its name says it is over. */
public record OverdueRule(ListedRule rule, Instant end) {}
