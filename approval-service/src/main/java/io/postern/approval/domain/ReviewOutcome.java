package io.postern.approval.domain;

/** What somebody's review did. */
public sealed interface ReviewOutcome {
    /** It is made, now or by the same person with the same finding before. */
    record Made(Review.Made found, boolean again) implements ReviewOutcome {}

    /** It does not count. */
    record NotMade(Reason reason) implements ReviewOutcome {}

    /** Why a review does not count. */
    enum Reason {
        OWN_REQUEST("own-request", "Nobody reviews their own emergency."),
        NOT_A_REVIEWER("not-a-reviewer", "You are in none of the groups that review this emergency."),
        STEP_UP("step-up", "A review needs a fresh sign-in with more than a password; sign in again and repeat it."),
        ALREADY_REVIEWED("already-reviewed", "This emergency has been reviewed already.");

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
