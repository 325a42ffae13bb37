package io.postern.request.app;

import io.postern.request.domain.Standing;
import io.postern.request.domain.TimelineEntry;

/** Somebody who follows a request while things happen to it. */
public interface Follower extends Listener {
    void entry(long id, TimelineEntry entry);

    void state(Standing standing);
}
