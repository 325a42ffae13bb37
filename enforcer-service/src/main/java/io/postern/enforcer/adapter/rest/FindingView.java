package io.postern.enforcer.adapter.rest;

import io.postern.enforcer.app.Findings;
import java.time.Instant;

/** A finding as the API shows it. */
public record FindingView(String boundary, String kind, String rule, String detail, Instant since) {
    static FindingView of(Findings.Known known) {
        return new FindingView(
                known.boundary().value(),
                known.finding().kind().word(),
                known.finding().rule(),
                known.finding().detail(),
                known.since());
    }
}
