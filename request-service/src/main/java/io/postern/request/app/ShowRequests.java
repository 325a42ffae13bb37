package io.postern.request.app;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Caller;
import io.postern.request.domain.Rights;
import io.postern.request.domain.TimelineEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows requests to those who may see them; to others they do not exist. */
public final class ShowRequests {
    /** A request with its timeline. */
    public record Shown(AccessRequest request, List<TimelineEntry> timeline) {}

    private final Transaction transaction;
    private final AccessRequests requests;
    private final Rights rights;

    public ShowRequests(Transaction transaction, AccessRequests requests, Rights rights) {
        this.transaction = transaction;
        this.requests = requests;
        this.rights = rights;
    }

    public Optional<Shown> one(RequestId id, Caller caller) {
        return transaction.call(() -> requests.find(id)
                .filter(request -> rights.reads(caller, request.terms()))
                .map(request -> new Shown(request, requests.timeline(id))));
    }

    public List<AccessRequest> page(AccessRequests.Query query, Caller caller, Instant now) {
        Optional<PersonId> whose = rights.readsEverything(caller) ? query.requester() : Optional.of(caller.id());
        AccessRequests.Query allowed =
                new AccessRequests.Query(query.state(), query.vm(), whose, query.after(), query.limit());
        return transaction.call(() -> requests.page(allowed, now));
    }
}
