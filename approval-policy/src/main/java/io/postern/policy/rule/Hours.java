package io.postern.policy.rule;

import java.time.Instant;

/** During a schedule, or outside of it. */
public record Hours(Schedule schedule, boolean inside) {
    boolean include(Instant at) {
        return schedule.contains(at) == inside;
    }
}
