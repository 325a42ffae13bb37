package io.postern.request.app;

import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Refusal;
import io.postern.request.domain.TimelineEntry;
import java.util.List;

/** What became of a submission. */
public sealed interface Submitted {
    /**
     * Accepted, now or when it was sent the first time; with the timeline so far. {@code made} says that this submission made
     * the request, which else was there already.
     */
    record Accepted(AccessRequest request, List<TimelineEntry> timeline, boolean made) implements Submitted {
        public Accepted {
            timeline = List.copyOf(timeline);
        }
    }

    record Refused(Refusal refusal) implements Submitted {}
}
