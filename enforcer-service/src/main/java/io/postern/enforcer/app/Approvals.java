package io.postern.enforcer.app;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.RequestId;
import io.postern.enforcer.domain.approval.PastApproval;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which approvals were used, and which requests were closed, perhaps before their approval came. */
public interface Approvals {
    /** Uses up an approval; false when it, or another of the same request or of the same extension of it, was used before. */
    boolean use(String jti, Approved approved, Instant now);

    /** The approvals of a request that were used. */
    List<PastApproval> past(RequestId request);

    /** Holds back, until the end of this transaction, whoever else is about to approve or to close this request. */
    void takeTurn(RequestId request);

    /** Remembers for good that a request is closed. */
    void entomb(RequestId request, CloseReason reason, Instant now);

    Optional<CloseReason> tomb(RequestId request);
}
