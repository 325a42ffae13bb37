package io.postern.request.app;

import io.postern.request.domain.Refusal;
import java.util.List;

/** What became of submissions that stand or fall together. */
public sealed interface SubmittedAll {
    /** All accepted, one for each submission and in their order. */
    record Accepted(List<Submitted.Accepted> each) implements SubmittedAll {
        public Accepted {
            each = List.copyOf(each);
        }
    }

    /** Nothing was written: this is what stands against the first one that cannot be. */
    record Refused(Refusal refusal) implements SubmittedAll {}
}
