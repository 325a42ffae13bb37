package io.postern.enforcer.app;

import io.postern.contracts.id.NsgId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.boundary.Finding;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.boundary.RulePlan;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.grant.WindowEnd;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries a plan out, rule by rule: removals first, and every write only after its intent is on record. */
public final class WriteRules {
    private static final Logger LOG = System.getLogger(WriteRules.class.getName());

    private final NetworkRules network;
    private final IntendRule intents;
    private final Leases leases;
    private final AddInterlocks interlocks;
    private final Clock clock;

    public WriteRules(NetworkRules network, IntendRule intents, Leases leases, AddInterlocks interlocks, Clock clock) {
        this.network = network;
        this.intents = intents;
        this.leases = leases;
        this.interlocks = interlocks;
        this.clock = clock;
    }

    /** What came of it, as far as Azure said so; the truth is what is read back. */
    record Written(
            boolean called,
            boolean recorded,
            Set<String> tried,
            Map<String, @Nullable String> correlationIds,
            Map<String, String> invalid,
            List<Finding> findings,
            Optional<Duration> again,
            Optional<Duration> throttled) {}

    /** Removals ask nobody, not even the record: two instances may both remove a rule. */
    Written remove(NsgId boundary, List<String> names) {
        Tally tally = new Tally();
        remove(boundary, names, tally);
        return tally.written();
    }

    /** Only writes need the lease. What was tried {@code before} in this round is not tried again. */
    Written carryOut(NsgId boundary, RulePlan plan, Written before) {
        Tally tally = new Tally(before);
        remove(
                boundary,
                plan.removals().stream()
                        .filter(name -> !before.tried().contains(name))
                        .toList(),
                tally);
        for (RuleWrite write : plan.writes()) {
            if (!tally.stopped && mayWrite(boundary, write, tally)) {
                tally.note(boundary, write.name().text(), network.put(boundary, write, () -> false));
            }
        }
        return tally.written();
    }

    private void remove(NsgId boundary, List<String> names, Tally tally) {
        for (String name : names) {
            if (tally.throttled.isEmpty()) {
                tally.note(boundary, name, network.delete(boundary, name, () -> false));
            }
        }
    }

    private boolean mayWrite(NsgId boundary, RuleWrite write, Tally tally) {
        if (write.kind() == RuleWrite.Kind.ADD) {
            Optional<String> objection = interlocks.objection(clock.instant());
            if (objection.isPresent()) {
                LOG.log(Level.WARNING, "nothing is opened at {0}: {1}", boundary.name(), objection.get());
                return false;
            }
        }
        try {
            // NB. the lease is asked for after the commit: whoever was frozen in between must not write any more
            if (!intents.commit(boundary, write, clock.instant()) || !leases.stillMine(boundary)) {
                return false;
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "no intent could be recorded, so nothing is written: {0}", e.toString());
            tally.unrecorded();
            return false;
        }
        // NB. asked again after the commit, which may have taken long: a rule must not land after its own end
        return !(write.name() instanceof RuleName.Opening opening)
                || WindowEnd.leavesTimeToWrite(opening.end(), clock.instant());
    }

    /** Collects outcomes. */
    private static final class Tally {
        private final Map<String, @Nullable String> correlationIds = new HashMap<>();
        private final Map<String, String> invalid = new HashMap<>();
        private final List<Finding> findings = new ArrayList<>();
        private final Set<String> tried = new HashSet<>();
        private boolean called;
        private boolean stopped;
        private boolean recorded = true;
        private Optional<Duration> again = Optional.empty();
        private Optional<Duration> throttled = Optional.empty();

        Tally() {}

        Tally(Written before) {
            correlationIds.putAll(before.correlationIds());
            invalid.putAll(before.invalid());
            findings.addAll(before.findings());
            again = before.again();
            throttled = before.throttled();
            stopped = again.isPresent();
        }

        void note(NsgId boundary, String name, Outcome outcome) {
            called = true;
            tried.add(name);
            LOG.log(Level.INFO, "boundary={0} rule={1} outcome={2}", boundary.name(), name, outcome);
            switch (outcome) {
                case Outcome.Applied(String correlationId) -> correlationIds.put(name, correlationId);
                case Outcome.TryLater(Duration after, String _) -> stop(after);
                case Outcome.Throttled(Duration after, String _) -> {
                    stop(after);
                    throttled = Optional.of(after);
                }
                case Outcome.Unknown _ -> wait(Duration.ofMillis(500));
                case Outcome.Refused(Outcome.Reason reason, String detail) -> refused(name, reason, detail);
            }
        }

        private void refused(String name, Outcome.Reason reason, String detail) {
            switch (reason) {
                case PRIORITY_TAKEN -> wait(Duration.ZERO);
                case BOUNDARY_GONE -> stop(Duration.ZERO);
                case FORBIDDEN, LOCKED, DISALLOWED -> {
                    findings.add(new Finding(Finding.Kind.FORBIDDEN, name, detail));
                    wait(Duration.ofSeconds(15));
                }
                case INVALID -> {
                    invalid.put(name, detail);
                    wait(Duration.ofSeconds(15));
                }
            }
        }

        void unrecorded() {
            recorded = false;
            stop(Duration.ofSeconds(1));
        }

        private void stop(Duration after) {
            wait(after);
            stopped = true;
        }

        private void wait(Duration after) {
            again = Optional.of(
                    again.filter(earlier -> earlier.compareTo(after) > 0).orElse(after));
        }

        Written written() {
            return new Written(called, recorded, tried, correlationIds, invalid, findings, again, throttled);
        }
    }
}
