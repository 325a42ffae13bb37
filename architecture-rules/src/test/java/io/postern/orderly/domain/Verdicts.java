package io.postern.orderly.domain;

import io.postern.contracts.Word;
import java.time.Instant;

/** Decides; what time it is, it is told. */
public record Verdicts(Word word, Instant now) {}
