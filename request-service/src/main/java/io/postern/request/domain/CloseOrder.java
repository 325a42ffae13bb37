package io.postern.request.domain;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.RequestId;
import java.time.Duration;
import java.time.Instant;

/** An order to the enforcer to end a request: due, tried again and again, until it is confirmed. It cannot fail. */
public sealed interface CloseOrder {
    RequestId requestId();

    /** To be sent at {@code notBefore}. */
    record Due(RequestId requestId, CloseReason reason, int attempts, Instant notBefore) implements CloseOrder {
        private static final int LONGEST_WAIT_SECONDS = 5;

        public static Due at(RequestId requestId, CloseReason reason, Instant now) {
            return new Due(requestId, reason, 0, now);
        }

        /** Not confirmed: once more, a little later each time. */
        public Due again(Instant now) {
            int wait = Math.min(attempts + 1, LONGEST_WAIT_SECONDS);
            return new Due(requestId, reason, attempts + 1, now.plus(Duration.ofSeconds(wait)));
        }

        public Confirmed confirmed(Instant now) {
            return new Confirmed(requestId, now);
        }
    }

    /** The enforcer has said that nothing of the request is open, nor will be. */
    record Confirmed(RequestId requestId, Instant at) implements CloseOrder {}
}
