package io.postern.policy.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** When a rule holds, as its author wrote it. */
public interface Condition {
    /** The text. */
    String source();

    Truth test(Question question);

    /** What can be said of it without a request. */
    Insight insight();

    /**
     * What reading a condition tells, for those who check policies.
     *
     * @param variables what it looks at, such as {@code target.tags}
     * @param groups the groups that it names
     * @param constant its value if that never changes
     * @param canonical the same for two conditions that differ in blanks alone
     * @param faults why it cannot do what was meant, a sentence each
     * @param hints what is worth knowing, a sentence each
     */
    record Insight(
            Set<String> variables,
            Set<String> groups,
            Optional<Boolean> constant,
            String canonical,
            List<String> faults,
            List<String> hints) {
        public Insight {
            variables = Set.copyOf(variables);
            groups = Set.copyOf(groups);
            faults = List.copyOf(faults);
            hints = List.copyOf(hints);
        }
    }

    /** The condition of a rule that has none. */
    Condition ALWAYS = new Condition() {
        @Override
        public String source() {
            return "true";
        }

        @Override
        public Truth test(Question question) {
            return Truth.YES;
        }

        @Override
        public Insight insight() {
            return new Insight(Set.of(), Set.of(), Optional.of(true), "true", List.of(), List.of());
        }
    };
}
