package io.postern.enforcer.domain.nsg;

/**
 * What becomes of some traffic.
 *
 * @param answer whether it passes
 * @param because the rule that decides; where nothing is decided, the first that the answer hangs on
 */
public record Verdict(Answer answer, SecurityRule because) {
    /** Whether traffic passes. */
    public enum Answer {
        /** All of it does. */
        ALLOWED,
        /** None of it does. */
        DENIED,
        /** Some of it may and some may not, or it hangs on a tag or group of which the members are not known. */
        UNDECIDED
    }

    public boolean allowed() {
        return answer == Answer.ALLOWED;
    }
}
