package io.postern.simulation.oracle;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.RequestId;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the people of a history asked for, approved and took back: their own notes, which no part of the system writes. */
public final class PeoplesLog {
    private final List<Approval> approvals = new ArrayList<>();
    private final List<BoundaryId> deleted = new ArrayList<>();
    private final Map<RequestId, Instant> asked = new LinkedHashMap<>();
    private Consumer<RequestId> told = _ -> {};
    private Runnable panicked = () -> {};
    private final Map<RequestId, Instant> acknowledged = new LinkedHashMap<>();
    private final Set<RequestId> forgotten = new LinkedHashSet<>();
    private Instant setBack = Instant.EPOCH;

    /** A genuine approval, and when it was given. */
    public record Approval(Approved approved, Instant given) {}

    /** Somebody deleted an NSG: what stood behind it ends with it. */
    public void boundaryDeleted(BoundaryId boundary) {
        deleted.add(boundary);
    }

    boolean isAnyBoundaryDeleted() {
        return !deleted.isEmpty();
    }

    /** Who hears of every close that was acknowledged. */
    void onClosed(Consumer<RequestId> heard) {
        told = heard;
    }

    /** Who hears of every panic that was acknowledged. */
    void onPanic(Runnable heard) {
        panicked = heard;
    }

    /** Everything was to be closed, and somebody said that it would be. */
    public void panicked() {
        panicked.run();
    }

    public void approved(Approved approved, Instant now) {
        approvals.add(new Approval(approved, now));
    }

    public void closeAsked(RequestId request, Instant now) {
        asked.putIfAbsent(request, now);
    }

    public void closeAcknowledged(RequestId request, Instant now) {
        if (acknowledged.putIfAbsent(request, now) == null) {
            told.accept(request);
        }
    }

    public List<Approval> approvals() {
        return List.copyOf(approvals);
    }

    /** The database was set back, and does not know any more what it knew of these requests. */
    public void forgotten(Set<RequestId> requests, Instant now) {
        forgotten.addAll(requests);
        setBack = now;
    }

    /**
     * Whether the record once forgot something of it: what was closed may be open again until its end, what was opened may be
     * refused or told once more, and what was approved may have to be asked for anew. That it ends in time is judged all the
     * same, by the names of its rules.
     */
    boolean isForgotten(RequestId request) {
        return forgotten.contains(request);
    }

    /** Whether the database was set back since then. */
    boolean wasSetBack(Instant since) {
        return setBack.isAfter(since);
    }

    boolean isCloseAsked(RequestId request) {
        return asked.containsKey(request);
    }

    Optional<Instant> closed(RequestId request) {
        return isForgotten(request) ? Optional.empty() : Optional.ofNullable(acknowledged.get(request));
    }

    /** The approvals that cover a rule which ends then, if it stands from {@code now}. */
    List<Approval> covering(SecurityRule rule, Instant end, Instant now, Function<Target, List<String>> addresses) {
        return approvals.stream()
                .filter(each -> covers(each.approved(), rule, end, now, addresses))
                .toList();
    }

    private static boolean covers(
            Approved approved, SecurityRule rule, Instant end, Instant now, Function<Target, List<String>> addresses) {
        Duration duration = approved.duration();
        boolean inTime = !end.isAfter(approved.notAfter())
                && (approved.endsAt() == null || !end.isAfter(approved.endsAt()))
                && (duration == null || !end.isAfter(approved.notAfter()));
        List<String> sources =
                approved.personal().sources().stream().map(Object::toString).toList();
        return inTime
                && sources.containsAll(rule.sources())
                && approved.targets().stream()
                        .anyMatch(target -> addresses.apply(target).containsAll(rule.destinations())
                                && target.ports().stream()
                                        .map(port -> String.valueOf(port.port().number()))
                                        .toList()
                                        .containsAll(rule.ports()));
    }
}
