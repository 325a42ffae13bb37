package io.postern.request.app;

import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Refusal;
import io.postern.request.domain.TimelineEntry;
import java.util.List;

/** What became of a submission. */
public sealed interface Submitted {
    /** Accepted, now or when it was sent the first time; with the timeline so far. */
    record Accepted(AccessRequest request, List<TimelineEntry> timeline) implements Submitted {
        public Accepted {
            timeline = List.copyOf(timeline);
        }
    }

    record Refused(Refusal refusal) implements Submitted {}
}
