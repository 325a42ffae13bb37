package io.postern.simulation.record;

import java.time.Instant;

/** Whose turn it is to look at everything, until when, and when somebody last did; which turn that is, and which is on record. */
public record SurveyRow(String turnOf, Instant turnEnds, Instant completed, long turn, long recorded) {
    static final SurveyRow NONE = new SurveyRow("", Instant.EPOCH, Instant.EPOCH, 0, 0);
}
