package io.postern.enforcer.domain.grant;

import io.postern.contracts.id.GrantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One access as it is made to last longer: a grant, and the grants that extended it, each with its own rule and a later end.
 * The next one only follows on from access that is there; it never starts it anew.
 */
public record Line(GrantId first, List<Grant> grants) {
    /** Why an extension is refused whose predecessors have ended. */
    public static final String TOO_LATE = "too-late";

    /** The sentence that goes with {@link #TOO_LATE}. */
    public static final String ENDED_BEFORE = "the access ended before the rule of its extension was there";

    public Line {
        grants = List.copyOf(grants);
    }

    /** All lines among these grants. */
    public static List<Line> among(Collection<Grant> grants) {
        Map<GrantId, List<Grant>> byFirst = grants.stream()
                .collect(Collectors.groupingBy(grant -> grant.terms().line(), LinkedHashMap::new, Collectors.toList()));
        return byFirst.entrySet().stream()
                .map(line -> new Line(line.getKey(), line.getValue()))
                .toList();
    }

    /** Whether a grant may be opened, as far as its line goes: the first of a line always, an extension while access lasts. */
    public static boolean mayOpen(Grant grant, Collection<Grant> among, Instant now) {
        return !grant.terms().isExtension()
                || new Line(
                                grant.terms().line(),
                                among.stream()
                                        .filter(other -> other.terms()
                                                .line()
                                                .equals(grant.terms().line()))
                                        .toList())
                        .standing(now)
                        .isPresent();
    }

    /** The grant that access rests on; an extension counts once it was read back. Empty: there is no access. */
    public Optional<Grant.Live> standing(Instant now) {
        return grants.stream()
                .filter(grant -> grant instanceof Grant.Open || !grant.terms().isExtension())
                .filter(Grant.Live.class::isInstance)
                .map(Grant.Live.class::cast)
                .filter(live -> !live.isOver(now))
                .max(Comparator.comparing(Grant.Live::end));
    }

    /** The latest end that any grant of the line has or is to have; what is closing or ended is left out. */
    public Optional<Instant> latestEnd() {
        return grants.stream().flatMap(grant -> end(grant).stream()).max(Comparator.naturalOrder());
    }

    /** Until when a grant wants its rule, as far as that is fixed. */
    public static Optional<Instant> end(Grant grant) {
        return switch (grant) {
            case Grant.Granted granted -> WindowEnd.absolute(granted.terms());
            case Grant.Live live -> Optional.of(live.end());
            case Grant.Closing _, Grant.Closed _, Grant.Refused _ -> Optional.empty();
        };
    }
}
