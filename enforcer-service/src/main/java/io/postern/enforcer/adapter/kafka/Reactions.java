package io.postern.enforcer.adapter.kafka;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.Expired;
import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.event.PolicyDeleted;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RequestCancelled;
import io.postern.contracts.event.RevocationRequested;
import io.postern.enforcer.app.AcceptApproval;
import io.postern.enforcer.app.CloseGrant;
import io.postern.enforcer.app.LookAgain;
import io.postern.enforcer.app.ProtectVms;
import io.postern.messaging.EventHandler;
import java.time.Clock;
import java.time.Instant;

/** What each event makes the enforcer do; every other event it may see is none of its business. */
public final class Reactions implements EventHandler {
    private final AcceptApproval accept;
    private final CloseGrant close;
    private final ProtectVms protect;
    private final LookAgain lookAgain;
    private final Clock clock;

    public Reactions(AcceptApproval accept, CloseGrant close, ProtectVms protect, LookAgain lookAgain, Clock clock) {
        this.accept = accept;
        this.close = close;
        this.protect = protect;
        this.lookAgain = lookAgain;
        this.clock = clock;
    }

    @Override
    public boolean concerns(PosternEvent event) {
        return switch (event) {
            case Approved _, PolicyChanged _, PolicyDeleted _, RequestCancelled _, RevocationRequested _, Expired _ ->
                true;
            default -> false;
        };
    }

    @Override
    public void handle(Envelope envelope, byte[] raw) {
        Instant now = clock.instant();
        switch (envelope.event()) {
            case Approved approved -> accept.on(approved, now);
            case PolicyChanged changed -> protect.on(changed, now);
            case PolicyDeleted deleted -> protect.on(deleted, now);
            case RequestCancelled cancelled -> close.order(cancelled.requestId(), CloseReason.RELEASED, now);
            case RevocationRequested revocation -> close.order(revocation.requestId(), revocation.reason(), now);
            // NB. only a reason to look: the grant's own end says whether it is over, not the event
            case Expired expired -> lookAgain.at(expired.grantId());
            default -> throw new IllegalArgumentException("no reaction to " + envelope.type());
        }
    }
}
