package io.postern.cli.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What several grants of one request do at its doors. An approval is used up by the grants that it gives, and a door that
 * was closed stays so, unless it is to go on by the approval of an extension.
 */
final class Reopenings {
    /** One approval gives a door a grant for each family of addresses, which no entry tells apart. */
    private static final int FAMILIES = 2;

    /** The grants of one approval are made together, and their ids begin with when. */
    private static final Duration TOGETHER = Duration.ofSeconds(5);

    private static final Set<String> GOES_ON = Set.of("extended");
    private static final Set<String> RAN_OUT = Set.of("expired");
    private static final Set<String> TAKES_ALL = Set.of("vm-deleted");

    private final List<Fact.Approval> approvals;
    private final UnderWay underWay;
    private final List<Fact> steps = new ArrayList<>();
    private final Map<Long, Door> doors = new HashMap<>();

    /** A VM's port as it was left by the entries until now. */
    private static final class Door {
        final Map<String, Fact.Opening> grants = new HashMap<>();
        final Set<String> open = new HashSet<>();
        Fact.@Nullable Opening last;
        Fact.@Nullable Removal shut;
    }

    Reopenings(List<Fact.Approval> approvals, UnderWay underWay) {
        this.underWay = underWay;
        this.approvals = approvals.stream().filter(each -> each.flaw() == null).toList();
    }

    void add(Fact.Opening opening, Fact.@Nullable Removal removal) {
        steps.add(opening);
        if (removal != null) {
            steps.add(removal);
        }
    }

    /** Events of one request keep their order. */
    void check(BiConsumer<Long, String> broken, Consumer<String> remarks) {
        steps.sort(Comparator.comparingLong(Fact::index));
        for (Fact step : steps) {
            if (step instanceof Fact.Opening opening) {
                open(opening, broken, remarks);
            } else if (step instanceof Fact.Removal removal) {
                close(removal);
            }
        }
    }

    private void open(Fact.Opening opening, BiConsumer<Long, String> broken, Consumer<String> remarks) {
        String opens = "opens request " + opening.request();
        long toCome = underWay.isWaiting(opening) ? FAMILIES : 0;
        for (long name : opening.doors()) {
            Door door = doors.computeIfAbsent(name, _ -> new Door());
            Fact.Removal shut = door.shut;
            long left = allowed(name) - door.grants.size();
            if (left + toCome <= 0) {
                broken.accept(opening.index(), opens + " by more grants than were approved");
            } else if (shut != null && door.open.isEmpty() && !goesOn(opening, door, shut)) {
                String again = opens + " again by a new grant after it was closed in entry " + shut.index();
                if (maybeOfOtherFamily(opening, door, shut)) {
                    remarks.accept("entry " + opening.index() + " " + again
                            + ": right only if that is of the other address family");
                } else if (toCome > 0 && mayGoOn(opening, since(door, shut))) {
                    underWay.remark(opening);
                } else {
                    broken.accept(opening.index(), again);
                }
            } else if (left <= 0) {
                underWay.remark(opening);
            }
        }
        for (long name : opening.doors()) {
            Door door = doors.computeIfAbsent(name, _ -> new Door());
            door.grants.put(opening.grant(), opening);
            door.open.add(opening.grant());
            door.last = opening;
        }
    }

    private void close(Fact.Removal removal) {
        for (Door door : doors.values()) {
            if (door.open.remove(removal.grant()) && !GOES_ON.contains(removal.reason())) {
                door.shut = removal;
            }
        }
    }

    private long allowed(long door) {
        long times = 0;
        for (Fact.Approval approval : approvals) {
            for (long mine : approval.doors()) {
                times += mine == door ? FAMILIES : 0;
            }
        }
        return times;
    }

    /** Its extension was agreed to while it was open, and its rule seen only after the old one ran out; or later still. */
    private boolean goesOn(Fact.Opening opening, Door door, Fact.Removal shut) {
        Instant since = since(door, shut);
        return approvals.stream()
                .anyMatch(each -> each.extension()
                        && each.isGivenBy(opening.at())
                        && each.isGivenAfter(since)
                        && each.covers(opening.doors()));
    }

    private static Instant since(Door door, Fact.Removal shut) {
        Fact.Opening last = door.last;
        return RAN_OUT.contains(shut.reason()) && last != null ? last.at() : shut.at();
    }

    /** Whether an approval by which it goes on can have been given at all. */
    private static boolean mayGoOn(Fact.Opening opening, Instant since) {
        return !opening.at().plus(Fact.SKEW).isBefore(since.minus(Fact.SKEW));
    }

    private static boolean maybeOfOtherFamily(Fact.Opening opening, Door door, Fact.Removal shut) {
        long made = Ulid.millis(opening.grant());
        return made >= 0
                && !TAKES_ALL.contains(shut.reason())
                && door.grants.keySet().stream()
                        .mapToLong(Ulid::millis)
                        .anyMatch(other -> other >= 0 && Math.abs(other - made) <= TOGETHER.toMillis());
    }
}
