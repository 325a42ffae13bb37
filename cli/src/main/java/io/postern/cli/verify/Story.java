package io.postern.cli.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the entries tell together: nothing opened that was not approved, nor again once it was closed, and nothing closed
 * that was not open. Entries of different topics may stand in either order, so questions about two of them wait for the end.
 */
final class Story {
    /** A removal later than this is worth a remark. */
    private static final Duration LATE = Duration.ofSeconds(5);

    /** What two clocks may differ by: the length of an opening is measured with those of Azure and of the enforcer. */
    static final Duration CLOCKS = Duration.ofSeconds(5);

    /** The one fault of an opening on its request's approval that an approval of an extension makes good. */
    private static final String LONGER = " for longer than was approved";

    private final Map<String, List<Fact.Approval>> approvals = new HashMap<>();
    private final Map<String, Life> grants = new LinkedHashMap<>();
    private final Map<String, List<Fact.Refusal>> refusals = new HashMap<>();
    private final Map<Long, Long> signatures = new HashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private @Nullable Broken first;
    private long firstIndex = Long.MAX_VALUE;

    /** A grant as the trail knows it. */
    private static final class Life {
        final List<Fact.Opening> openings = new ArrayList<>(1);
        Fact.@Nullable Removal removal;
        boolean refused;
    }

    void add(Fact fact) {
        switch (fact) {
            case Fact.Approval approval -> approve(approval);
            case Fact.Opening opening -> open(opening);
            case Fact.Removal removal -> close(removal);
            case Fact.Refusal refusal
            when refusal.grant().isPresent() -> life(refusal.grant().get()).refused = true;
            case Fact.Refusal refusal ->
                refusals.computeIfAbsent(refusal.request(), _ -> new ArrayList<>(1))
                        .add(refusal);
        }
    }

    private void approve(Fact.Approval approval) {
        approvals.computeIfAbsent(approval.request(), _ -> new ArrayList<>(1)).add(approval);
        Long before = approval.once() == 0 ? null : signatures.putIfAbsent(approval.once(), approval.index());
        if (before != null) {
            broken(approval.index(), "is an approval with a signature that entry " + before + " has used up");
        }
    }

    private Life life(String grant) {
        return grants.computeIfAbsent(grant, _ -> new Life());
    }

    /** Events of one request keep their order, so here the order of entries counts. */
    private void open(Fact.Opening opening) {
        Life life = life(opening.grant());
        if (life.removal != null) {
            broken(opening.index(), "opens grant " + opening.grant() + " again after it was closed");
        }
        if (life.refused) {
            broken(opening.index(), "opens grant " + opening.grant() + ", which was refused");
        }
        if (!life.openings.isEmpty() && !life.openings.getFirst().request().equals(opening.request())) {
            broken(opening.index(), "opens grant " + opening.grant() + " for another request than before");
        }
        life.openings.add(opening);
    }

    private void close(Fact.Removal removal) {
        Life life = life(removal.grant());
        if (life.openings.isEmpty()) {
            broken(removal.index(), "closes grant " + removal.grant() + ", which was never open");
        } else if (!life.openings.getFirst().request().equals(removal.request())) {
            broken(removal.index(), "closes grant " + removal.grant() + " for another request than it was opened for");
        }
        if (life.removal != null) {
            broken(removal.index(), "closes grant " + removal.grant() + " a second time");
        }
        life.removal = removal;
    }

    private void broken(long index, String what) {
        if (index < firstIndex) {
            firstIndex = index;
            first = new Broken("entry " + index, what);
        }
    }

    /** Every opening had a yes before it that allowed just that, and an end so late. */
    void finish(Instant now) throws Broken {
        UnderWay underWay = new UnderWay(now, remarks::add);
        for (Life life : grants.values()) {
            life.openings.forEach(opening -> check(opening, underWay));
        }
        reopenings(underWay);
        for (List<Fact.Approval> given : approvals.values()) {
            given.stream()
                    .filter(approval -> approval.flaw() != null)
                    .forEach(approval -> remarks.add("entry " + approval.index() + ", an approval of request "
                            + approval.request() + ", " + approval.flaw()));
        }
        if (first != null) {
            throw first;
        }
        grants.forEach((grant, life) -> remark(grant, life, now));
    }

    /** Of a request with one grant there is nothing to compare. */
    private void reopenings(UnderWay underWay) {
        Set<String> requests = new HashSet<>();
        Map<String, Reopenings> several = new LinkedHashMap<>();
        for (Life life : grants.values()) {
            if (!life.openings.isEmpty()) {
                String request = life.openings.getFirst().request();
                if (!requests.add(request)) {
                    several.computeIfAbsent(
                            request, _ -> new Reopenings(approvals.getOrDefault(request, List.of()), underWay));
                }
            }
        }
        for (Life life : grants.values()) {
            Reopenings request = life.openings.isEmpty()
                    ? null
                    : several.get(life.openings.getFirst().request());
            if (request != null) {
                request.add(life.openings.getFirst(), life.removal);
            }
        }
        several.values().forEach(request -> request.check(this::broken, remarks::add));
    }

    private void check(Fact.Opening opening, UnderWay underWay) {
        List<Fact.Approval> given = approvals.getOrDefault(opening.request(), List.of());
        Optional<String> fault = given.isEmpty() ? Optional.of(", which nobody approved") : fault(opening, given);
        if (fault.isPresent() && underWay.isWaiting(opening)) {
            if (given.stream().allMatch(each -> each.extension() || each.flaw() != null)) {
                underWay.remark(opening);
                return;
            }
            // NB. approvals of a request come in order: with its own there, what is still to come are those of
            // extensions
            if (fault.get().equals(LONGER)) {
                underWay.remark(opening);
                fault = Optional.empty();
            }
        }
        fault.or(() -> refused(opening.request(), given, underWay))
                .ifPresent(what -> broken(opening.index(), "opens request " + opening.request() + what));
    }

    /**
     * Each approval is used or refused as a whole; one that proves nothing is neither, and stands for none that was. NB. a
     * young refusal may be that of an approval not in the trail yet.
     */
    private Optional<String> refused(String request, List<Fact.Approval> given, UnderWay underWay) {
        long sound = given.stream().filter(each -> each.flaw() == null).count();
        long refused = refusals.getOrDefault(request, List.of()).stream()
                .filter(refusal -> underWay.isOver(refusal.at()))
                .count();
        return refused > 0 && refused >= sound ? Optional.of(", whose approval was refused") : Optional.empty();
    }

    /** What is left of the approvals shrinks with each thing that one of them has to allow. */
    private static Optional<String> fault(Fact.Opening opening, List<Fact.Approval> given) {
        List<Fact.Approval> left =
                given.stream().filter(each -> each.flaw() == null).toList();
        if (left.isEmpty()) {
            return Optional.of(", whose approval " + given.getFirst().flaw());
        }
        left = left.stream().filter(each -> each.isGivenBy(opening.at())).toList();
        if (left.isEmpty()) {
            return Optional.of(" before its approval");
        }
        left = left.stream().filter(each -> each.covers(opening.doors())).toList();
        if (left.isEmpty()) {
            return Optional.of(" at a VM or port that was not approved");
        }
        return left.stream().noneMatch(each -> isWithin(opening, each)) ? Optional.of(LONGER) : Optional.empty();
    }

    private static boolean isWithin(Fact.Opening opening, Fact.Approval approval) {
        return !opening.until().isAfter(approval.notAfter())
                && (approval.length() == 0
                        || !opening.until()
                                .isAfter(opening.from()
                                        .plusSeconds(approval.length())
                                        .plus(CLOCKS)));
    }

    /** Openings that outlived their end: no fault of the trail, which says so itself. */
    private void remark(String grant, Life life, Instant now) {
        if (life.openings.isEmpty()) {
            return;
        }
        Instant until = life.openings.getLast().until();
        Duration over = Duration.between(until, life.removal == null ? now : life.removal.at());
        if (over.compareTo(LATE) > 0) {
            remarks.add("grant " + grant + (life.removal == null ? " is not recorded as closed " : " was closed ")
                    + over.toMillis() + " ms after its end");
        }
    }

    List<Fact.Opening> openings(String request) {
        return grants.values().stream()
                .flatMap(life -> life.openings.stream())
                .filter(opening -> opening.request().equals(request))
                .toList();
    }

    List<Fact.Removal> removals(String request) {
        return grants.values().stream()
                .flatMap(life -> Stream.ofNullable(life.removal))
                .filter(removal -> removal.request().equals(request))
                .toList();
    }

    List<Fact.Approval> approvals(String request) {
        return approvals.getOrDefault(request, List.of());
    }

    List<String> remarks() {
        return remarks;
    }

    /** Grants of which the trail records the closing. */
    Set<String> closedGrants() {
        return grants(true);
    }

    /** Grants of which it records no closing. */
    Set<String> openGrants() {
        return grants(false);
    }

    private Set<String> grants(boolean closed) {
        Set<String> found = new TreeSet<>();
        grants.forEach((grant, life) -> {
            if (!life.openings.isEmpty() && (life.removal != null) == closed) {
                found.add(grant);
            }
        });
        return found;
    }
}
