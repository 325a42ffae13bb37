package io.postern.enforcer.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What must hold before anything is opened: somebody else could still close it, and we can tell time and signatures. */
public final class AddInterlocks {
    static final Duration FRESH = Duration.ofSeconds(60);
    static final Duration SKEW = Duration.ofSeconds(2);

    private final SweeperHeartbeat sweeper;
    private final ApprovalSignatures signatures;
    private volatile @Nullable Duration ahead;

    public AddInterlocks(SweeperHeartbeat sweeper, ApprovalSignatures signatures) {
        this.sweeper = sweeper;
        this.signatures = signatures;
    }

    /** Compares our clock with Azure's, whose dates are cut to whole seconds. */
    public void azureSaid(Instant serverTime, Instant now) {
        ahead = Duration.between(serverTime, now);
    }

    /** Why nothing may be opened at present; empty when it may. */
    public Optional<String> objection(Instant now) {
        if (!signatures.ready()) {
            return Optional.of("no key to verify approvals with");
        }
        Duration lead = ahead;
        if (lead == null) {
            return Optional.of("Azure's clock was not seen yet");
        }
        if (lead.compareTo(SKEW.negated()) < 0 || lead.compareTo(SKEW.plusSeconds(1)) > 0) {
            return Optional.of("our clock is " + lead.toMillis() + " ms ahead of Azure's");
        }
        Instant lastPass = sweeper.lastPass().orElse(Instant.MIN);
        if (lastPass.isBefore(now.minus(FRESH))) {
            return Optional.of("no fresh heartbeat of the sweeper");
        }
        if (lastPass.isAfter(now.plus(FRESH))) {
            return Optional.of("the sweeper's heartbeat lies in the future");
        }
        return Optional.empty();
    }
}
