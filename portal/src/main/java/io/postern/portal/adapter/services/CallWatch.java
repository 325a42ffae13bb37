package io.postern.portal.adapter.services;

import java.time.Duration;

/** Is told of each call to a service, for operators. */
@FunctionalInterface
public interface CallWatch {
    /** Tells nobody. */
    CallWatch NOBODY = (_, _, _) -> {};

    /** A call ended like that: {@code given}, {@code refused} or {@code silent}. */
    void ended(Upstream service, String outcome, Duration took);
}
