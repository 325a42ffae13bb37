package io.postern.simulation.paced;

import java.time.Duration;
import java.util.List;

/**
 * What a paced run came to. {@code opened}: from the approval to the read-back that is told; {@code closed}: from the end to
 * Azure without the rule; {@code mostWrites}: in any five minutes.
 */
public record Figures(
        int asked, List<Duration> opened, List<Duration> closed, int refused, int writes, int mostWrites) {
    public Figures {
        opened = opened.stream().sorted().toList();
        closed = closed.stream().sorted().toList();
    }

    public static Duration quantile(List<Duration> sorted, int percent) {
        return sorted.isEmpty() ? Duration.ZERO : sorted.get((sorted.size() - 1) * percent / 100);
    }

    @Override
    public String toString() {
        return asked + " grants, " + refused + " refused; open " + words(opened) + "; close " + words(closed) + "; "
                + writes + " writes, at most " + mostWrites + " in five minutes";
    }

    private static String words(List<Duration> sorted) {
        return sorted.size() + " times, p50 " + seconds(quantile(sorted, 50)) + " p99 " + seconds(quantile(sorted, 99))
                + " max " + seconds(quantile(sorted, 100));
    }

    private static String seconds(Duration time) {
        return time.toMillis() / 100 / 10.0 + " s";
    }
}
