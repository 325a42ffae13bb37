package io.postern.request.app;

import io.postern.request.domain.CloseOrder;
import io.postern.request.domain.Wording;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Carries out close orders at the enforcer, each until it is confirmed. */
public final class CloseAtEnforcer {
    /** Longer than one try can take, so that an order is not tried twice at a time. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    private final Transaction transaction;
    private final AccessRequests requests;
    private final CloseOrders orders;
    private final Enforcer enforcer;
    private final InstantSource clock;

    public CloseAtEnforcer(
            Transaction transaction,
            AccessRequests requests,
            CloseOrders orders,
            Enforcer enforcer,
            InstantSource clock) {
        this.transaction = transaction;
        this.requests = requests;
        this.orders = orders;
        this.enforcer = enforcer;
        this.clock = clock;
    }

    public List<CloseOrder.Due> takeDue(int most) {
        return transaction.call(() -> orders.take(most, clock.instant(), LEASE));
    }

    /** One try, outside of any transaction. */
    public void carryOut(CloseOrder.Due order) {
        Enforcer.Answer answer = enforcer.close(order.requestId(), order.reason());
        Instant now = clock.instant();
        transaction.call(() -> switch (answer) {
            case CLOSED -> confirm(order, now);
            case CLOSING, NONE -> save(order.again(now));
        });
    }

    /** The read model learns it here too: the event that says the same needs Kafka. */
    private CloseOrder confirm(CloseOrder.Due order, Instant now) {
        requests.lock(order.requestId()).ifPresent(request -> {
            requests.save(request.confirmed(), now);
            requests.note(request.id(), Wording.confirmed(now));
        });
        return save(order.confirmed(now));
    }

    private CloseOrder save(CloseOrder order) {
        orders.save(order);
        return order;
    }
}
