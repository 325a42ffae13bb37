package io.postern.approval.domain;

import io.postern.contracts.event.Narrowing;
import io.postern.contracts.id.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one wish here. A move that is not a method cannot be made.
 *
 * <pre>
 * Submitted ──ask──▶ Pending ──decide──▶ Pending
 *     │                 │
 *     └──────settle─────┴──▶ Settled (approved, denied, withdrawn, lapsed)
 * </pre>
 */
public sealed interface ApprovalCase {
    Wish wish();

    default CaseKey key() {
        return wish().key();
    }

    /** A case that can still end either way. */
    sealed interface Open extends ApprovalCase {
        /** Ends it without anything to open. */
        Settled settle(Ending ending);

        /** Ends it with these terms. */
        Settled approve(AccessTerms terms);
    }

    /**
     * Not looked at yet: nobody knows whether the requester may ask.
     *
     * @param policyVersion the policy that held when it arrived, under which it is decided
     */
    record Submitted(Wish wish, String policyVersion, Instant since) implements Open {
        Pending ask(Need need) {
            return new Pending(wish, need, List.of());
        }

        @Override
        public Settled settle(Ending ending) {
            return new Settled(wish, ending, null, List.of(), null);
        }

        @Override
        public Settled approve(AccessTerms terms) {
            return new Settled(wish, Ending.APPROVED, null, List.of(), terms);
        }
    }

    /** Waits for people; with enough of them, for one last look at the requester's rights. */
    record Pending(Wish wish, Need need, List<CountedDecision> decisions) implements Open {
        public Pending {
            decisions = List.copyOf(decisions);
        }

        /** The approvals that count: of two by one human the later, none of the requester's own, none dropped. */
        public List<CountedDecision> counting(Humans humans) {
            List<CountedDecision> counting = new ArrayList<>();
            for (CountedDecision decision : decisions) {
                if (decision.standing() != CountedDecision.Standing.DROPPED
                        && !humans.same(decision.approver(), wish.requester())) {
                    counting.removeIf(earlier -> humans.same(earlier.approver(), decision.approver()));
                    counting.add(decision);
                }
            }
            return counting;
        }

        /** How many of the places are filled. */
        public int filled(Humans humans) {
            return Quorum.filled(need.stages(), groups(humans));
        }

        /** How many places of each stage are filled, in the order of the stages. */
        public List<Integer> filledOfEach(Humans humans) {
            return Quorum.filledOfEach(need.stages(), groups(humans));
        }

        private List<Set<String>> groups(Humans humans) {
            return counting(humans).stream().map(CountedDecision::groups).toList();
        }

        /** What all who agreed agree on; empty when that is nothing. */
        public Optional<AccessTerms> agreed(Humans humans) {
            List<Narrowing> narrowings = counting(humans).stream()
                    .flatMap(decision -> Optional.ofNullable(decision.narrowing()).stream())
                    .toList();
            return wish.narrowedBy(narrowings);
        }

        public boolean hasEnough(Humans humans) {
            return filled(humans) >= need.places() && agreed(humans).isPresent();
        }

        /** With this decision in the place of any that the same human made before. */
        Pending with(CountedDecision decision, Humans humans) {
            List<CountedDecision> next = new ArrayList<>(decisions);
            next.removeIf(earlier -> humans.same(earlier.approver(), decision.approver()));
            next.add(decision);
            return new Pending(wish, need, next);
        }

        Optional<CountedDecision> by(PersonId person, Humans humans) {
            return decisions.stream()
                    .filter(decision -> humans.same(decision.approver(), person))
                    .reduce((earlier, later) -> later);
        }

        @Override
        public Settled settle(Ending ending) {
            return new Settled(wish, ending, need, decisions, null);
        }

        @Override
        public Settled approve(AccessTerms terms) {
            return new Settled(wish, Ending.APPROVED, need, decisions, terms);
        }
    }

    /**
     * Over.
     *
     * @param need who was asked; null when nobody was
     * @param terms what was approved; null when nothing was
     */
    record Settled(
            Wish wish,
            Ending ending,
            @Nullable Need need,
            List<CountedDecision> decisions,
            @Nullable AccessTerms terms) implements ApprovalCase {
        public Settled {
            decisions = List.copyOf(decisions);
        }
    }
}
