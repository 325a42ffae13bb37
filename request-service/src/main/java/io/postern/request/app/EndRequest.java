package io.postern.request.app;

import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.id.RequestId;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Caller;
import io.postern.request.domain.CloseOrder;
import io.postern.request.domain.Ending;
import io.postern.request.domain.EndingDecision;
import io.postern.request.domain.EndingPolicies;
import io.postern.request.domain.Reason;
import io.postern.request.domain.Refusal;
import io.postern.request.domain.Rights;
import io.postern.request.domain.Wording;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/** Ends a request early: told by topic, and ordered from the enforcer directly, so that it works with Kafka dead. */
public final class EndRequest {
    private final Transaction transaction;
    private final AccessRequests requests;
    private final CloseOrders orders;
    private final Events events;
    private final Rights rights;
    private final Consumer<RequestId> ordered;

    /** {@code ordered} is told of the request after each commit with a new order. */
    public EndRequest(
            Transaction transaction,
            AccessRequests requests,
            CloseOrders orders,
            Events events,
            Rights rights,
            Consumer<RequestId> ordered) {
        this.transaction = transaction;
        this.requests = requests;
        this.orders = orders;
        this.events = events;
        this.rights = rights;
        this.ordered = ordered;
    }

    public Ended end(RequestId id, Ending.Kind kind, Caller caller, String comment, Instant now) {
        return transaction.call(() -> requests.lock(id)
                .filter(request -> rights.reads(caller, request.terms()))
                .<Ended>map(request -> end(request, kind, caller, comment, now))
                .orElseGet(Ended.Unknown::new));
    }

    private Ended end(AccessRequest request, Ending.Kind kind, Caller caller, String comment, Instant now) {
        return switch (EndingPolicies.decide(request, kind, caller, comment, rights, now)) {
            case EndingDecision.Ordered(PosternEvent event, AccessRequest ending) -> order(event, ending, kind, now);
            case EndingDecision.AlreadyOrdered(AccessRequest already) -> new Ended.Ordered(already);
            case EndingDecision.Refused(Refusal refusal) -> refuse(request, kind, caller, refusal);
        };
    }

    private Ended order(PosternEvent event, AccessRequest ending, Ending.Kind kind, Instant now) {
        requests.save(ending, now);
        Wording.of(event, now).ifPresent(entry -> requests.note(ending.id(), entry));
        orders.add(CloseOrder.Due.at(ending.id(), kind.reason(), now));
        events.append(event);
        transaction.afterCommit(() -> ordered.accept(ending.id()));
        return new Ended.Ordered(ending);
    }

    private Ended refuse(AccessRequest request, Ending.Kind kind, Caller caller, Refusal refusal) {
        if (refusal.reason() == Reason.NOT_ENTITLED) {
            String action = kind.name().toLowerCase(Locale.ROOT);
            events.append(
                    new AttemptRefused(request.id().value(), caller.id(), action, "not-entitled", refusal.sentence()));
        }
        return new Ended.Refused(refusal);
    }
}
