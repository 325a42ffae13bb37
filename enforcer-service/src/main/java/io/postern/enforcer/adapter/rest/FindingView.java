package io.postern.enforcer.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.Findings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A finding as the API shows it; without a boundary it is about the enforcer itself. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FindingView(@Nullable String boundary, String kind, String rule, String detail, Instant since) {
    static FindingView of(Findings.Known known) {
        BoundaryId boundary = known.boundary();
        return new FindingView(
                boundary == null ? null : boundary.value(),
                known.finding().kind().word(),
                known.finding().rule(),
                known.finding().detail(),
                known.since());
    }
}
