package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.BiConsumer;

/**
 * Finds what is due or will be before the next scan: the enforcer's own deadline for every grant, which needs neither
 * Kafka nor expiry-service, and not even the database for rules whose name says when they are over. The record is read in
 * pages, oldest end first, so that however much is overdue the first removal begins at once.
 */
public final class DueScan {
    private static final Logger LOG = System.getLogger(DueScan.class.getName());

    /** How many grants share a transaction and two queries. */
    static final int PAGE = 2_000;

    private final Grants grants;
    private final OwnRules rules;
    private final WaitingGrants waiting;
    private final EndGrants ending;
    private final PanicClose panic;
    private final UnitOfWork work;
    private final AddInterlocks interlocks;
    private final Watch watch;
    private final Vitals vitals;
    private final Pulse pulse;
    private final Clock clock;

    public DueScan(
            Grants grants,
            OwnRules rules,
            WaitingGrants waiting,
            EndGrants ending,
            PanicClose panic,
            UnitOfWork work,
            AddInterlocks interlocks,
            Watch watch,
            Vitals vitals,
            Pulse pulse,
            Clock clock) {
        this.grants = grants;
        this.rules = rules;
        this.waiting = waiting;
        this.ending = ending;
        this.panic = panic;
        this.work = work;
        this.interlocks = interlocks;
        this.watch = watch;
        this.vitals = vitals;
        this.pulse = pulse;
        this.clock = clock;
    }

    /** Where openings that were seen in Azure end soon, and when: known without the record, and at once. */
    public Map<BoundaryId, SortedSet<Instant>> remembered(Instant now, Duration ahead) {
        return watch.endingBefore(now.plus(ahead));
    }

    /**
     * Tells which boundaries to look at, and when: never before an end, at once for what is due already, and as soon as it is
     * known. A boundary is told of once for what is due already, and once for each end to come: none hides behind another.
     */
    public void onRecord(Instant now, Duration ahead, BiConsumer<BoundaryId, Instant> due) {
        try {
            examine();
            Set<Told> told = new HashSet<>();
            BiConsumer<BoundaryId, Instant> once = (boundary, at) -> {
                if (told.add(new Told(boundary, at.isAfter(now) ? at : now))) {
                    due.accept(boundary, at);
                }
            };
            pages(Grants.Ending.LIVE, now, now.plus(ahead), once);
            pages(Grants.Ending.CLOSING, now, now, once);
            shut(now);
            waiting.look(now, once);
            interlocks.scanned(now);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "the record cannot be read; deadlines are taken from the rules last seen: {0}",
                    e.toString());
        }
    }

    private void examine() {
        Instant asked = clock.instant();
        pulse.asked(asked);
        try {
            interlocks.recordSaid(vitals.look(), asked, clock.instant());
            pulse.answered();
        } catch (RuntimeException e) {
            pulse.failed();
            throw e;
        }
    }

    private void shut(Instant now) {
        try {
            panic.resume(now);
        } catch (RuntimeException e) {
            // NB. nothing of it is given a rule meanwhile
            LOG.log(Level.ERROR, "a panic is not carried out yet, it is tried again: {0}", e.toString());
        }
    }

    private record Told(BoundaryId boundary, Instant at) {}

    private void standsNowhere(GrantId grant, Instant now) {
        try {
            ending.standsNowhere(grant, now);
        } catch (RuntimeException e) {
            // NB. the others have their deadlines all the same
            LOG.log(Level.ERROR, "grant={0} cannot be ended now: {1}", grant.value(), e.toString());
        }
    }

    private void pages(Grants.Ending which, Instant now, Instant soon, BiConsumer<BoundaryId, Instant> due) {
        Grants.Due last = Grants.Due.BEFORE_ALL;
        List<Grants.Due> page;
        do {
            Grants.Due after = last;
            Map<GrantId, List<BoundaryId>> standing = new LinkedHashMap<>();
            page = work.call(() -> {
                List<Grants.Due> found = grants.due(which, soon, after, PAGE);
                standing.putAll(
                        rules.standing(found.stream().map(Grants.Due::grant).toList()));
                return found;
            });
            for (Grants.Due each : page) {
                List<BoundaryId> boundaries = standing.getOrDefault(each.grant(), List.of());
                boundaries.forEach(boundary -> due.accept(boundary, which == Grants.Ending.CLOSING ? now : each.end()));
                if (boundaries.isEmpty()) {
                    standsNowhere(each.grant(), now);
                }
            }
            last = page.isEmpty() ? last : page.getLast();
        } while (page.size() == PAGE);
    }
}
