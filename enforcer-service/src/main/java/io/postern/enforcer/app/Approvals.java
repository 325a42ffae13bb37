package io.postern.enforcer.app;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.RequestId;
import java.time.Instant;
import java.util.Optional;

/** Which approvals were used, and which requests were closed, perhaps before their approval came. */
public interface Approvals {
    /** Uses up an approval; false when it, or another for the same request, was used before. */
    boolean use(String jti, RequestId request, Instant now);

    /** Remembers for good that a request is closed. */
    void entomb(RequestId request, CloseReason reason, Instant now);

    Optional<CloseReason> tomb(RequestId request);
}
