package io.postern.request.app;

import io.postern.request.domain.Standing;
import io.postern.request.domain.TimelineEntry;

/** Somebody who follows a request while things happen to it. */
public interface Follower {
    void entry(long id, TimelineEntry entry);

    void state(Standing standing);

    /** Nothing has happened for a while; this tells that somebody is still there. */
    void beat();

    /** Nothing more will come. */
    void end();

    /** Whether nobody listens any more. */
    boolean gone();
}
