package io.postern.request.app;

import io.postern.request.domain.CloseOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Orders to the enforcer, kept until it has confirmed them. */
public interface CloseOrders {
    void add(CloseOrder.Due order);

    /** Takes orders that are due; nobody else gets them before the lease is over. */
    List<CloseOrder.Due> take(int most, Instant now, Duration lease);

    void save(CloseOrder order);
}
