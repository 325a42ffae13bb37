package io.postern.request.app;

import io.postern.request.domain.Stay;
import java.time.Instant;
import java.util.List;

/** What was open when. */
@FunctionalInterface
public interface Stays {
    /** All that stands, and all that was seen to be gone since then; at most so many of each. */
    List<Stay> since(Instant from, int most);
}
