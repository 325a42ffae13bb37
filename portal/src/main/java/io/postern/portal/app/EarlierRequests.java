package io.postern.portal.app;

import io.postern.portal.domain.approval.Earlier;
import io.postern.portal.domain.approval.Pending;
import java.util.List;

/** What somebody had before. */
public interface EarlierRequests {
    /** The requester's earlier requests on the same VMs, the newest first; a no for whoever may not see them. */
    Answer<List<Earlier>> before(Pending pending);

    /** One request as it stands. */
    Answer<Earlier> one(String request);
}
