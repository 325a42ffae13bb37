package io.postern.policy;

import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.contracts.event.ApprovalNeeded.Stage;
import java.time.Duration;
import java.util.List;

/** What the policy says about a request whose requester holds the right. */
public sealed interface Ruling {
    /** The names of the rules that say so, in the policy's order. */
    List<String> rules();

    /** Nobody needs to be asked. */
    record Automatic(List<String> rules) implements Ruling {
        public Automatic {
            rules = List.copyOf(rules);
        }
    }

    /**
     * People must agree: every stage has to be filled, and nobody fills two places.
     *
     * @param patience how long they have
     */
    record Asks(List<String> rules, List<Stage> stages, Risk risk, Duration patience) implements Ruling {
        public Asks {
            rules = List.copyOf(rules);
            stages = List.copyOf(stages);
            if (stages.isEmpty()) {
                throw new IllegalArgumentException("nobody to ask is no need to ask");
            }
        }
    }

    /**
     * It is an emergency in which nobody is asked first.
     *
     * @param passedOver who would have been asked
     * @param reviewers the groups of which a member has to look at it afterwards
     * @param reviewWithin how soon
     * @param atMost how many times one person may do so within {@code per}
     */
    record BreaksGlass(
            List<String> rules,
            List<Stage> passedOver,
            List<String> reviewers,
            Duration reviewWithin,
            int atMost,
            Duration per)
            implements Ruling {
        public BreaksGlass {
            rules = List.copyOf(rules);
            passedOver = List.copyOf(passedOver);
            reviewers = List.copyOf(reviewers);
        }
    }

    /**
     * No.
     *
     * @param reason a word for machines: {@code denied-by-rule}, {@code no-rule}, {@code requirement-unmet},
     *     {@code not-an-emergency-rule}
     * @param unmet a sentence for each thing that is missing; empty when nothing can be done
     */
    record Denies(List<String> rules, String reason, String detail, List<String> unmet) implements Ruling {
        public Denies {
            rules = List.copyOf(rules);
            unmet = List.copyOf(unmet);
        }
    }
}
