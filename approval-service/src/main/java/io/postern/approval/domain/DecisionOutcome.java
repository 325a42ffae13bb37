package io.postern.approval.domain;

import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.DecisionRejected;
import io.postern.contracts.event.Denied;

/** What a vote did. */
public sealed interface DecisionOutcome {
    /** An approval that counts, or that takes the place of one by the same human; perhaps the last that was needed. */
    record Counted(ApprovalCase.Pending next, CountedDecision decision, DecisionCounted event)
            implements DecisionOutcome {}

    /** One no is enough. */
    record Refused(ApprovalCase.Settled next, CountedDecision decision, DecisionCounted event, Denied denied)
            implements DecisionOutcome {}

    /** The same person said the same before: it counts once. */
    record AlreadyCounted(ApprovalCase.Pending unchanged) implements DecisionOutcome {}

    /**
     * This vote does not count.
     *
     * @param detail a sentence for whoever voted, which may name people and addresses; what is told to all, and kept, does
     *     not
     */
    record NotCounted(Reason reason, String detail, DecisionRejected event) implements DecisionOutcome {}

    /** Why a vote does not count. */
    enum Reason {
        OWN_REQUEST("own-request"),
        NOT_AN_APPROVER("not-an-approver"),
        /** It counted until the directory said otherwise. */
        NO_LONGER_APPROVER("no-longer-approver"),
        NOT_EVALUATED_YET("not-evaluated-yet"),
        SETTLED("settled"),
        LAPSED("lapsed"),
        /** The approver was shown something else. */
        NOT_WHAT_WAS_SHOWN("not-what-was-shown"),
        /** It takes a fresh sign-in with several factors. */
        STEP_UP("step-up"),
        /** The same, of a vote that a bot brought. */
        CONFIRMATION_NEEDED("confirmation-needed"),
        WIDER_THAN_ASKED("wider-than-asked");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
