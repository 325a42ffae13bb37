package io.postern.audit.domain;

import io.postern.audit.domain.AccessStep.Approved;
import io.postern.audit.domain.AccessStep.Closed;
import io.postern.audit.domain.AccessStep.Opened;
import io.postern.audit.domain.AccessStep.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the leaves of a request must tell before it can be said that it was opened as approved and is closed. */
record ReceiptTerms(List<AccessStep> steps) {
    /** The enforcer takes an approval that is a minute ahead of its own clock; what is read back may be some seconds late. */
    private static final Duration SKEW = Duration.ofSeconds(65);

    private static final Duration CLOCKS = Duration.ofSeconds(5);

    Set<String> stillOpen() {
        Set<String> closed = of(Closed.class).map(Closed::grant).collect(Collectors.toSet());
        return of(Opened.class)
                .map(Opened::grant)
                .filter(grant -> !closed.contains(grant))
                .collect(Collectors.toSet());
    }

    boolean isOpenedAsApproved() {
        return of(Opened.class).allMatch(opened -> of(Approved.class).anyMatch(approved -> covers(approved, opened)));
    }

    private static boolean covers(Approved approved, Opened opened) {
        return !opened.at().isBefore(approved.at().minus(SKEW))
                && !opened.until().isAfter(approved.bound())
                && approved.doors().containsAll(opened.doors())
                && approved.length()
                        .filter(length -> opened.until()
                                .isAfter(opened.from().plus(length).plus(CLOCKS)))
                        .isEmpty();
    }

    /** A port of which an approval may still give a grant; empty when each gave its own, was refused, or is over. */
    Optional<Door> stillToCome(Instant now) {
        Optional<Instant> end = of(Approved.class).map(Approved::bound).max(Instant::compareTo);
        if (end.filter(last -> now.isAfter(last.plus(SKEW))).isPresent()) {
            return Optional.empty();
        }
        return of(Approved.class)
                .flatMap(approved -> approved.doors().stream())
                .distinct()
                .filter(door -> approvals(door) > ended(door))
                .findFirst();
    }

    private long approvals(Door door) {
        long refused = of(Refused.class).filter(each -> each.grant().isEmpty()).count();
        return of(Approved.class).filter(each -> each.doors().contains(door)).count() - refused;
    }

    private long ended(Door door) {
        long opened = of(Opened.class)
                .filter(each -> each.doors().contains(door))
                .map(Opened::grant)
                .distinct()
                .count();
        return opened
                + of(Refused.class)
                        .filter(each -> each.grant().isPresent())
                        .filter(each -> each.vm().filter(door::isAt).isPresent())
                        .count();
    }

    private <T extends AccessStep> Stream<T> of(Class<T> kind) {
        return steps.stream().filter(kind::isInstance).map(kind::cast);
    }
}
