package io.postern.audit.app.siem;

import io.postern.audit.app.TrailEntry;
import io.postern.contracts.id.RequestId;
import java.util.List;
import java.util.Set;

/** The leaves that tie the steps of a request to each other: what was asked for, approved and opened. */
@FunctionalInterface
public interface Background {
    /** Those of these requests, in the order of the log. */
    List<TrailEntry> of(Set<RequestId> requests);
}
