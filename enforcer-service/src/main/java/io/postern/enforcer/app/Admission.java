package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.grant.WindowEnd;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lets writes through to Azure: only while the interlocks hold, with the intent on record and the lease still ours. */
final class Admission {
    private static final Logger LOG = System.getLogger(Admission.class.getName());

    /** Who was let in so long ago may be shut out by now: the record is asked anew. */
    static final Duration FRESH = Duration.ofSeconds(1);

    private final IntendRule intents;
    private final Leases leases;
    private final AddInterlocks interlocks;
    private final Clock clock;

    Admission(IntendRule intents, Leases leases, AddInterlocks interlocks, Clock clock) {
        this.intents = intents;
        this.leases = leases;
        this.interlocks = interlocks;
        this.clock = clock;
    }

    /** Those that may be written as things stand; what widens access may not without the interlocks. */
    List<RuleWrite> wished(BoundaryId boundary, List<RuleWrite> writes) {
        if (writes.stream().noneMatch(write -> write.kind() == RuleWrite.Kind.ADD)) {
            return writes;
        }
        Optional<String> objection = interlocks.objection(clock.instant());
        if (objection.isEmpty()) {
            return writes;
        }
        LOG.log(Level.WARNING, "nothing is opened at {0}: {1}", boundary.name(), objection.get());
        return writes.stream()
                .filter(write -> write.kind() != RuleWrite.Kind.ADD)
                .toList();
    }

    private boolean isStale(Instant recorded) {
        return clock.instant().isAfter(recorded.plus(FRESH));
    }

    /** Those whose intent is on record now, for a call that follows at once; empty also when the record is silent. */
    List<RuleWrite> admitted(BoundaryId boundary, List<RuleWrite> writes, Tally tally) {
        if (writes.isEmpty()) {
            return writes;
        }
        IntendRule.Intended intended;
        try {
            Instant asked = clock.instant();
            intended = intents.commit(boundary, writes, asked);
            Instant recorded = intended.leased() ? asked : clock.instant();
            // NB. the lease is asked for with the commit or after it: whoever was frozen since must not write any more
            if (intended.writes().isEmpty()
                    || !(intended.leased() || leases.stillMine(boundary))
                    || isStale(recorded)) {
                return List.of();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "no intent could be recorded, so nothing is written: {0}", e.toString());
            tally.unrecorded();
            return List.of();
        }
        // NB. asked again after the commit, which may have taken long: a rule must not land after its own end
        return intended.writes().stream()
                .filter(write -> !(write.name() instanceof RuleName.Opening opening)
                        || WindowEnd.leavesTimeToWrite(opening.end(), clock.instant()))
                .toList();
    }
}
