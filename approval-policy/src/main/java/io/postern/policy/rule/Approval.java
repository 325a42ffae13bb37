package io.postern.policy.rule;

import java.util.List;

/** How a rule approves. */
public sealed interface Approval {
    /** By itself. */
    record Automatic() implements Approval {}

    /** When people agree. */
    record ByPeople(List<Ask> stages) implements Approval {
        public ByPeople {
            stages = List.copyOf(stages);
            if (stages.isEmpty()) {
                throw new IllegalArgumentException("nobody to ask is no need to ask");
            }
        }
    }
}
