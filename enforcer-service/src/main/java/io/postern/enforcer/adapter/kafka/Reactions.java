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
import io.postern.enforcer.app.EarlyLook;
import io.postern.enforcer.app.EarlyVerdicts;
import io.postern.enforcer.app.LookAgain;
import io.postern.enforcer.app.ProtectVms;
import io.postern.messaging.EventHandler;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** What each event makes the enforcer do; every other event it may see is none of its business. */
public final class Reactions implements EventHandler {
    private final AcceptApproval accept;
    private final EarlyVerdicts verdicts;
    private final EarlyLook look;
    private final CloseGrant close;
    private final ProtectVms protect;
    private final LookAgain lookAgain;
    private final Clock clock;

    public Reactions(
            AcceptApproval accept,
            EarlyVerdicts verdicts,
            EarlyLook look,
            CloseGrant close,
            ProtectVms protect,
            LookAgain lookAgain,
            Clock clock) {
        this.accept = accept;
        this.verdicts = verdicts;
        this.look = look;
        this.close = close;
        this.protect = protect;
        this.lookAgain = lookAgain;
        this.clock = clock;
    }

    private interface Reaction {
        void at(Instant now);
    }

    @Override
    public boolean concerns(PosternEvent event) {
        return reaction(event).isPresent();
    }

    @Override
    public Runnable ahead(PosternEvent event) {
        return event instanceof Approved approved ? ahead(approved, clock.instant()) : () -> {};
    }

    private Runnable ahead(Approved approved, Instant now) {
        Runnable seen = look.at(approved, now);
        Runnable checked = verdicts.begin(approved, now);
        return () -> {
            checked.run();
            seen.run();
        };
    }

    @Override
    public void handle(Envelope envelope, byte[] raw) {
        reaction(envelope.event()).ifPresent(reaction -> reaction.at(clock.instant()));
    }

    private Optional<Reaction> reaction(PosternEvent event) {
        return switch (event) {
            case Approved approved -> Optional.of(now -> accept.on(approved, now));
            case PolicyChanged changed -> Optional.of(now -> protect.on(changed, now));
            case PolicyDeleted deleted -> Optional.of(now -> protect.on(deleted, now));
            case RequestCancelled cancelled ->
                Optional.of(now -> close.order(cancelled.requestId(), CloseReason.RELEASED, now));
            case RevocationRequested revocation ->
                Optional.of(now -> close.order(revocation.requestId(), revocation.reason(), now));
            // NB. only a reason to look: the grant's own end says whether it is over, not the event
            case Expired expired -> Optional.of(_ -> lookAgain.at(expired.grantId()));
            default -> Optional.empty();
        };
    }
}
