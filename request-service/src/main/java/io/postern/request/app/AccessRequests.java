package io.postern.request.app;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.RequestState;
import io.postern.request.domain.TimelineEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The access requests of this installation with their timelines. */
public interface AccessRequests {
    Optional<AccessRequest> find(RequestId id);

    /** The request, kept from others until the transaction ends. */
    Optional<AccessRequest> lock(RequestId id);

    void save(AccessRequest request, Instant now);

    void note(RequestId id, TimelineEntry entry);

    /** A grant that was saved is not to be seen in Azure any more, since then. */
    void seenGone(GrantId id, Instant at);

    List<TimelineEntry> timeline(RequestId id);

    /** Newest first. */
    List<AccessRequest> page(Query query, Instant now);

    /** Which requests are asked for; {@code after} is the last one of the page before. */
    record Query(
            Optional<RequestState> state,
            Optional<VmId> vm,
            Optional<PersonId> requester,
            Optional<RequestId> after,
            int limit) {}
}
