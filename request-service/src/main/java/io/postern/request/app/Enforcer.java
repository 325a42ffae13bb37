package io.postern.request.app;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.RequestId;

/** The enforcer, reached directly: no Kafka in between. */
public interface Enforcer {
    /** What the enforcer said, if anything. */
    enum Answer {
        CLOSED,
        CLOSING,
        NONE
    }

    Answer close(RequestId request, CloseReason reason);
}
