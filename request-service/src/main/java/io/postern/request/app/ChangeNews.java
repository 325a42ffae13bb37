package io.postern.request.app;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.request.domain.RequestState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which requests have changed since somebody last looked, whichever instance changed them. */
public interface ChangeNews {
    /**
     * Everything that was committed after the look that gave this mark, once, and at most so many; without a mark nothing but
     * a mark to begin with.
     */
    Look since(@Nullable String mark, int most, Instant now);

    /** What one look has found, and from where the next one goes on. */
    record Look(String mark, List<Change> changes) {
        public Look {
            changes = List.copyOf(changes);
        }
    }

    /** A request that has changed, with how it stands now. */
    record Change(RequestId request, RequestState state, PersonId requester) {}
}
