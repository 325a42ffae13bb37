package io.postern.request.adapter.rest;

import io.postern.request.domain.Figures;
import io.postern.request.domain.Lateness;
import java.time.Instant;
import java.util.List;

/** Figures as the API shows them; lengths of time are ISO 8601 durations. */
public record FiguresView(
        Instant from,
        Instant to,
        String bucket,
        int openNow,
        List<OpenView> openPorts,
        List<ClosingsView> closings,
        LatenessView lateness) {
    /** The most ports that were open together in a part of the time. */
    public record OpenView(Instant from, int most) {}

    /** How late accesses were seen shut that ended in a part of the time. */
    public record ClosingsView(Instant from, int count, String p50, String p99, String longest) {}

    /** How late they were in all of the time. */
    public record LatenessView(int count, String p50, String p99, String longest) {
        static LatenessView of(Lateness lateness) {
            return new LatenessView(
                    lateness.count(),
                    lateness.p50().toString(),
                    lateness.p99().toString(),
                    lateness.longest().toString());
        }
    }

    static FiguresView of(Figures figures) {
        return new FiguresView(
                figures.from(),
                figures.to(),
                figures.bucket().toString(),
                figures.openNow(),
                figures.openPorts().stream()
                        .map(open -> new OpenView(open.from(), open.most()))
                        .toList(),
                figures.closings().stream().map(FiguresView::closings).toList(),
                LatenessView.of(figures.lateness()));
    }

    private static ClosingsView closings(Figures.Closings closings) {
        LatenessView late = LatenessView.of(closings.lateness());
        return new ClosingsView(closings.from(), late.count(), late.p50(), late.p99(), late.longest());
    }
}
