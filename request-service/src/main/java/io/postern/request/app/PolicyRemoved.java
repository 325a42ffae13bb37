package io.postern.request.app;

import io.postern.request.domain.PolicyRefusal;
import java.util.List;

/** What became of an order to delete a policy, or to take one VM out of its policy. */
public sealed interface PolicyRemoved {
    record Deleted() implements PolicyRemoved {}

    record WasNotThere() implements PolicyRemoved {}

    record PreconditionFailed() implements PolicyRemoved {}

    record Refused(List<PolicyRefusal> refusals) implements PolicyRemoved {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }
}
