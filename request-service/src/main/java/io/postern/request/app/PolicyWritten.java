package io.postern.request.app;

import io.postern.request.domain.JitPolicy;
import io.postern.request.domain.PolicyRefusal;
import java.util.List;

/** What became of a policy that somebody wants. */
public sealed interface PolicyWritten {
    /** It stands as wanted; {@code created} when there was none of its name. */
    record Stored(JitPolicy policy, boolean created) implements PolicyWritten {}

    /** Everything that stands against it; the first decides. */
    record Refused(List<PolicyRefusal> refusals) implements PolicyWritten {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    record PreconditionFailed() implements PolicyWritten {}
}
