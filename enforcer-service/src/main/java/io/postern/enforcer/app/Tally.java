package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.boundary.Finding;
import io.postern.enforcer.domain.boundary.Outcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what came of the writes of one round at one boundary, and decides when the next one may come. */
final class Tally {
    private static final Logger LOG = System.getLogger(Tally.class.getName());
    private static final Duration LOOK_SOON = Duration.ofMillis(500);
    private static final Duration NO_HELP = Duration.ofSeconds(15);

    private final BoundaryId boundary;
    private final Map<String, @Nullable String> correlationIds = new LinkedHashMap<>();
    private final Map<String, String> invalid = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> tried = new LinkedHashSet<>();
    private final Set<String> answered = new HashSet<>();
    private boolean called;
    private boolean stopped;
    private boolean recorded = true;
    private boolean doubtful;
    private Optional<Duration> again = Optional.empty();
    private Optional<Duration> throttled = Optional.empty();
    private Optional<Duration> notYet = Optional.empty();

    Tally(BoundaryId boundary) {
        this.boundary = boundary;
    }

    Tally(BoundaryId boundary, Written before) {
        this(boundary);
        answered.addAll(before.answered());
        correlationIds.putAll(before.correlationIds());
        invalid.putAll(before.invalid());
        findings.addAll(before.findings());
        doubtful = before.doubtful();
        again = before.again();
        throttled = before.throttled();
        notYet = before.notYet();
        stopped = before.stopped();
    }

    /** Whether nothing more may be written in this round. */
    boolean stopped() {
        return stopped;
    }

    boolean called() {
        return called;
    }

    boolean mayRemove() {
        return throttled.isEmpty() && notYet.isEmpty();
    }

    void find(Finding finding) {
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    /** Of a call about these rules, which are one unless the whole NSG was written. */
    void note(List<String> names, Outcome outcome) {
        called = true;
        tried.addAll(names);
        LOG.log(Level.INFO, "boundary={0} rules={1} outcome={2}", boundary.name(), words(names), outcome);
        switch (outcome) {
            case Outcome.Applied(String correlationId) -> {
                answered.addAll(names);
                names.forEach(name -> correlationIds.put(name, correlationId));
            }
            case Outcome.TryLater(Duration after, String _) -> stop(after);
            case Outcome.Throttled(Duration after, String _) -> {
                stop(after);
                throttled = Optional.of(after);
            }
            case Outcome.Unknown(String _, Duration after) -> {
                doubtful = true;
                stop(after.compareTo(LOOK_SOON) > 0 ? after : LOOK_SOON);
            }
            case Outcome.Refused(Outcome.Reason reason, String detail) -> {
                answered.addAll(names);
                refused(names, reason, detail);
            }
        }
    }

    /** Azure does not remove what does not show either: there is nothing to tell anybody. */
    void refusedUnseen(String name) {
        called = true;
        tried.add(name);
        answered.add(name);
    }

    private void refused(List<String> names, Outcome.Reason reason, String detail) {
        // NB. one finding about many rules of an NSG, for their cause is one
        List<String> told = names.size() > 3 ? List.of("") : names;
        switch (reason) {
            case PRIORITY_TAKEN -> wait(Duration.ZERO);
            case BOUNDARY_GONE -> stop(Duration.ZERO);
            case FORBIDDEN -> {
                told.forEach(name ->
                        find(new Finding(Finding.Kind.FORBIDDEN, name, PlainWords.forbidden(boundary, detail))));
                wait(NO_HELP);
            }
            case LOCKED -> {
                told.forEach(name ->
                        find(new Finding(Finding.Kind.LOCKED, name, PlainWords.locked(boundary, name, detail))));
                wait(NO_HELP);
            }
            case DISALLOWED -> {
                String why = PlainWords.disallowed(boundary, detail);
                told.forEach(name -> find(new Finding(Finding.Kind.FORBIDDEN, name, why)));
                names.forEach(name -> invalid.put(name, why));
                wait(NO_HELP);
            }
            case INVALID -> {
                names.forEach(name -> invalid.put(name, detail));
                wait(NO_HELP);
            }
        }
    }

    /** The record does not answer: nothing may be written that widens access. */
    void unrecorded() {
        recorded = false;
        stop(Duration.ofSeconds(1));
    }

    /** It is not our turn: the rest goes in one write then. */
    void notYet(Duration after) {
        notYet = Optional.of(after);
        stopped = true;
    }

    private void stop(Duration after) {
        wait(after);
        stopped = true;
    }

    private void wait(Duration after) {
        again = Optional.of(
                again.filter(earlier -> earlier.compareTo(after) > 0).orElse(after));
    }

    private static Object words(List<String> names) {
        return names.size() > 3 ? names.size() + " from " + names.getFirst() : names;
    }

    Written written() {
        return new Written(
                called,
                stopped,
                recorded,
                doubtful,
                tried,
                answered,
                correlationIds,
                invalid,
                findings,
                again,
                throttled,
                notYet);
    }
}
