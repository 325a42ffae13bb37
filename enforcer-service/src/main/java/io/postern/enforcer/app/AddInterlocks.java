package io.postern.enforcer.app;

import io.postern.enforcer.domain.boundary.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must hold before anything is opened: somebody else could still close it, our own deadlines are looked at, what we do
 * gets told, and we can tell time and signatures.
 */
public final class AddInterlocks {
    static final Duration FRESH = Duration.ofSeconds(60);
    static final Duration SKEW = Duration.ofSeconds(2);
    static final Duration LAST_SCAN = Duration.ofSeconds(30);
    static final Duration UNTOLD = Duration.ofMinutes(10);

    /** An answer that took longer tells little about a clock. */
    private static final Duration QUICK = Duration.ofSeconds(2);

    private final SweeperHeartbeat sweeper;
    private final ApprovalSignatures signatures;
    private volatile @Nullable Duration ahead;
    private volatile @Nullable Duration aheadOfRecord;
    private @Nullable Instant apartSince;
    private volatile Duration untold = Duration.ZERO;
    private volatile Instant scanned = Instant.MIN;

    public AddInterlocks(SweeperHeartbeat sweeper, ApprovalSignatures signatures) {
        this.sweeper = sweeper;
        this.signatures = signatures;
    }

    /** Compares our clock with Azure's, whose dates are cut to whole seconds; the answer was made half way, as far as we know. */
    public void azureSaid(Instant serverTime, Instant asked, Instant answered) {
        if (ahead == null || isQuick(asked, answered)) {
            ahead = Duration.between(serverTime, halfWay(asked, answered));
            noteClocks(answered);
        }
    }

    private synchronized void noteClocks(Instant now) {
        boolean apart = apart().isPresent();
        apartSince = !apart ? null : apartSince == null ? now : apartSince;
    }

    /** What an operator must know of the clocks; closing goes by our own while they are apart. */
    synchronized Optional<Findings.Known> clockFinding() {
        Instant since = apartSince;
        return since == null
                ? Optional.empty()
                : apart().map(why -> new Findings.Known(
                        null,
                        new Finding(Finding.Kind.CLOCK, "", why + "; nothing is opened until they agree"),
                        since));
    }

    /** Compares our clock with the database's, and notes how long events wait there. */
    void recordSaid(Vitals.Look look, Instant asked, Instant answered) {
        if (aheadOfRecord == null || isQuick(asked, answered)) {
            aheadOfRecord = Duration.between(look.databaseTime(), halfWay(asked, answered));
            noteClocks(answered);
        }
        untold = look.oldestUntold();
    }

    /** Our own deadlines were looked at completely. */
    void scanned(Instant begun) {
        scanned = begun;
    }

    Optional<Instant> lastScan() {
        return Optional.of(scanned).filter(at -> !at.equals(Instant.MIN));
    }

    /** Why nothing may be opened at present; empty when it may. */
    public Optional<String> objection(Instant now) {
        if (!signatures.ready()) {
            return Optional.of("no key to verify approvals with");
        }
        return clocks().or(() -> heartbeat(now)).or(() -> record(now));
    }

    private Optional<String> clocks() {
        if (ahead == null) {
            return Optional.of("Azure's clock was not seen yet");
        }
        return apart().or(() ->
                aheadOfRecord == null ? Optional.of("the database's clock was not seen yet") : Optional.empty());
    }

    private Optional<String> apart() {
        Duration lead = ahead;
        if (lead != null && (lead.compareTo(SKEW.negated()) < 0 || lead.compareTo(SKEW.plusSeconds(1)) > 0)) {
            return Optional.of("our clock is " + lead.toMillis() + " ms ahead of Azure's");
        }
        Duration overRecord = aheadOfRecord;
        return overRecord != null && overRecord.abs().compareTo(SKEW) > 0
                ? Optional.of("our clock is " + overRecord.toMillis() + " ms ahead of the database's")
                : Optional.empty();
    }

    private Optional<String> heartbeat(Instant now) {
        Instant lastPass = sweeper.lastPass().orElse(Instant.MIN);
        if (lastPass.isBefore(now.minus(FRESH))) {
            return Optional.of("no fresh heartbeat of the sweeper");
        }
        return lastPass.isAfter(now.plus(FRESH))
                ? Optional.of("the sweeper's heartbeat lies in the future")
                : Optional.empty();
    }

    private Optional<String> record(Instant now) {
        if (scanned.isBefore(now.minus(LAST_SCAN))) {
            return Optional.of("our own deadlines were not looked at for " + LAST_SCAN.toSeconds() + " s");
        }
        return untold.compareTo(UNTOLD) >= 0
                ? Optional.of("for " + untold.toMinutes() + " minutes nobody could be told what is done here")
                : Optional.empty();
    }

    private static boolean isQuick(Instant asked, Instant answered) {
        return Duration.between(asked, answered).compareTo(QUICK) <= 0;
    }

    private static Instant halfWay(Instant asked, Instant answered) {
        return asked.plus(Duration.between(asked, answered).dividedBy(2));
    }
}
