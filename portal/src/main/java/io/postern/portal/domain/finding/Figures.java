package io.postern.portal.domain.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Open ports and lateness of closing over a stretch of time, in equal parts. */
public record Figures(
        Instant from,
        Instant to,
        Duration bucket,
        int openNow,
        List<OpenPorts> openPorts,
        List<Closings> closings,
        Lateness lateness) {
    public Figures {
        openPorts = openPorts == null ? List.of() : List.copyOf(openPorts);
        closings = closings == null ? List.of() : List.copyOf(closings);
    }

    /** The most ports that were open together in a part. */
    public record OpenPorts(Instant from, int most) {}

    /** How late accesses that ended in a part were seen shut. */
    public record Closings(Instant from, int count, Duration p50, Duration p99, Duration longest) {}

    /** How late they were in all. */
    public record Lateness(int count, Duration p50, Duration p99, Duration longest) {}

    /** The marks of the time axis: how long ago, the earliest first. */
    public List<String> ago() {
        long hours = Duration.between(from, to).toHours();
        return hours > 48
                ? List.of("7 d ago", "5 d", "3.5 d", "2 d", "now")
                : List.of("24 h ago", "18 h", "12 h", "6 h", "now");
    }
}
