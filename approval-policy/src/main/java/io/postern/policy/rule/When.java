package io.postern.policy.rule;

import org.jspecify.annotations.Nullable;

/**
 * When a rule holds: a condition and hours, both.
 *
 * @param hours null for at any time
 */
public record When(Condition condition, @Nullable Hours hours) {
    /** Whether it holds for that question; outside of its hours the condition does not matter. */
    Truth test(Question question) {
        return hours != null && !hours.include(question.at()) ? Truth.NO : condition.test(question);
    }

    /** Whether it holds for every request at any time. */
    public boolean always() {
        return hours == null && condition.insight().constant().orElse(false);
    }
}
