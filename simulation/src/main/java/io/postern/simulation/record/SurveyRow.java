package io.postern.simulation.record;

import java.time.Instant;

/** Whose turn it is to look at everything, until when, and when somebody last did. */
public record SurveyRow(String turnOf, Instant turnEnds, Instant completed) {}
