package io.postern.audit.domain.story;

import io.postern.contracts.event.Envelope;

/** An event of the trail with the index of its leaf. */
public record Recorded(long leaf, Envelope envelope) {}
