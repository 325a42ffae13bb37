package io.postern.policy.rule;

import java.util.List;

/**
 * One stage as a rule asks for it: so many distinct members of any of these groups.
 *
 * @param groups object ids
 */
public record Ask(List<String> groups, int count) {
    public Ask {
        groups = List.copyOf(groups);
        if (groups.isEmpty() || count < 1) {
            throw new IllegalArgumentException("a stage asks at least one member of at least one group");
        }
    }
}
