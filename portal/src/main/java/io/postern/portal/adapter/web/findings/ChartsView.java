package io.postern.portal.adapter.web.findings;

import io.postern.portal.app.Answer;
import io.postern.portal.domain.finding.Figures;
import io.postern.portal.domain.finding.LateChart;
import io.postern.portal.domain.finding.OpenChart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The two charts with their marks. */
public record ChartsView(int hours, String trouble, OpenChart open, LateChart late, List<String> ago) {
    static ChartsView of(int hours, Answer<Figures> answer) {
        Figures figures = answer.or(new Figures(
                Instant.EPOCH,
                Instant.EPOCH.plus(Duration.ofHours(hours)),
                Duration.ofMinutes(30),
                0,
                List.of(),
                List.of(),
                new Figures.Lateness(0, Duration.ZERO, Duration.ZERO, Duration.ZERO)));
        return new ChartsView(hours, answer.trouble(), OpenChart.of(figures), LateChart.of(figures), figures.ago());
    }

    public String stretch() {
        return hours > 24 ? "the last 7 days" : "the last 24 hours";
    }
}
