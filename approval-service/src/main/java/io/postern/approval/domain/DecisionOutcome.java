package io.postern.approval.domain;

import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.Denied;

/** What a verdict did. */
public sealed interface DecisionOutcome {
    /** One more approval; perhaps the last that was needed. */
    record Counted(ApprovalCase.Pending next, CountedDecision decision, DecisionCounted event)
            implements DecisionOutcome {}

    /** One no is enough. */
    record Refused(ApprovalCase.Settled next, CountedDecision decision, DecisionCounted event, Denied denied)
            implements DecisionOutcome {}

    /** The same person said the same before: it counts once. */
    record AlreadyCounted(ApprovalCase.Pending unchanged) implements DecisionOutcome {}

    /** This verdict does not count. */
    record NotCounted(Reason reason) implements DecisionOutcome {}

    /** Why a verdict does not count. */
    enum Reason {
        OWN_REQUEST("own-request", "Nobody decides on their own request."),
        NOT_AN_APPROVER("not-an-approver", "You are in none of the groups that decide on this request."),
        NOT_EVALUATED_YET("not-evaluated-yet", "This request is still being looked at; try again in a moment."),
        SETTLED("settled", "This request is decided already.");

        private final String word;
        private final String sentence;

        Reason(String word, String sentence) {
            this.word = word;
            this.sentence = sentence;
        }

        public String word() {
            return word;
        }

        public String sentence() {
            return sentence;
        }
    }
}
