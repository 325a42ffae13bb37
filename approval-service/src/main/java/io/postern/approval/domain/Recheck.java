package io.postern.approval.domain;

import io.postern.contracts.event.DecisionRejected;
import io.postern.contracts.id.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks again whether those who agreed are still approvers: a word that is no longer fresh counts only with what the
 * directory says now.
 *
 * @param next the case as it is afterwards
 * @param changed the decisions whose groups are others now, or that no longer count
 * @param lost what to tell of those that no longer count
 */
public record Recheck(ApprovalCase.Pending next, List<CountedDecision> changed, List<DecisionRejected> lost) {
    static final Duration FRESH = Duration.ofMinutes(5);

    /** Whose groups have to be read before the case can be signed. */
    public static List<PersonId> due(ApprovalCase.Pending pending, Humans humans, Instant now) {
        return pending.counting(humans).stream()
                .filter(said -> said.standing() == CountedDecision.Standing.DOUBTED
                        || said.at().isBefore(now.minus(FRESH)))
                .map(CountedDecision::approver)
                .toList();
    }

    /** @param directory the groups of those who are due */
    public static Recheck of(ApprovalCase.Pending pending, Map<PersonId, Set<String>> directory) {
        List<CountedDecision> decisions = new ArrayList<>();
        List<CountedDecision> changed = new ArrayList<>();
        List<DecisionRejected> lost = new ArrayList<>();
        for (CountedDecision said : pending.decisions()) {
            CountedDecision now = checked(said, pending.need(), directory);
            decisions.add(now);
            if (!now.equals(said)) {
                changed.add(now);
            }
            if (now.standing() != said.standing()) {
                lost.add(rejected(pending, now));
            }
        }
        return new Recheck(new ApprovalCase.Pending(pending.wish(), pending.need(), decisions), changed, lost);
    }

    private static CountedDecision checked(CountedDecision said, Need need, Map<PersonId, Set<String>> directory) {
        Set<String> told = directory.get(said.approver());
        if (told == null || said.standing() == CountedDecision.Standing.DROPPED) {
            return said;
        }
        Set<String> found = new HashSet<>(need.groups());
        found.retainAll(told);
        return found.isEmpty() ? said.dropped() : said.foundIn(found);
    }

    private static DecisionRejected rejected(ApprovalCase.Pending pending, CountedDecision dropped) {
        return new DecisionRejected(
                pending.key().request(),
                pending.key().number(),
                dropped.approver(),
                dropped.through(),
                DecisionOutcome.Reason.NO_LONGER_APPROVER.word(),
                "This approver has left the groups that decide, so somebody else has to agree.");
    }
}
