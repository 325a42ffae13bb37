package io.postern.request.domain;

import java.time.Duration;
import java.util.List;

/** How late accesses were seen shut: half of them sooner than {@code p50}, all but one of a hundred sooner than {@code p99}. */
public record Lateness(int count, Duration p50, Duration p99, Duration longest) {
    static Lateness of(List<Duration> late) {
        List<Duration> sorted = late.stream().sorted().toList();
        return sorted.isEmpty()
                ? new Lateness(0, Duration.ZERO, Duration.ZERO, Duration.ZERO)
                : new Lateness(sorted.size(), rank(sorted, 0.5), rank(sorted, 0.99), sorted.getLast());
    }

    private static Duration rank(List<Duration> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
