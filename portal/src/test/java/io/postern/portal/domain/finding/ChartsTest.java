package io.postern.portal.domain.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.portal.domain.finding.Figures.Closings;
import io.postern.portal.domain.finding.Figures.Lateness;
import io.postern.portal.domain.finding.Figures.OpenPorts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartsTest {
    private static final Instant FROM = Instant.parse("2026-11-21T00:00:00Z");

    @Test
    void openPortsGoUpAndDownInStepsUnderARoundTop() {
        OpenChart chart = OpenChart.of(figures(List.of(0, 3, 3, 1), List.of()));

        assertThat(chart.marks()).containsExactly("4", "2", "0");
        assertThat(chart.line()).isEqualTo("M0,120H120V30H240V30H360V90H480");
        assertThat(chart.area()).endsWith("V120H0Z");
        assertThat(chart.changes()).extracting(OpenPorts::most).containsExactly(0, 3, 1);
        assertThat(chart.most()).isEqualTo(3);
    }

    @Test
    void withNothingOpenTheLineLiesOnTheGround() {
        assertThat(OpenChart.of(figures(List.of(0, 0), List.of())).line()).isEqualTo("M0,120H240V120H480");
        assertThat(OpenChart.of(figures(List.of(), List.of())).line()).isEmpty();
    }

    @Test
    void latenessIsDrawnByTensAndNeverLeavesThePicture() {
        Closings usual = closings(0, 10, 1_000, 10_000);
        Closings awful = closings(1, 1_000, 10_000, 600_000);
        LateChart chart = LateChart.of(figures(List.of(0, 0), List.of(usual, awful)));

        assertThat(chart.marks()).containsExactly("1000 s", "100 s", "10 s", "1 s", "100 ms");
        assertThat(chart.span()).isEqualTo("M120,120V60M360,90V6.7");
        assertThat(chart.p50()).isEqualTo("M24,120H216M264,90H456");
        assertThat(chart.rows().getLast().longest()).isEqualTo("10 min");
    }

    @Test
    void withoutAnyEndTheLateChartIsEmptyAndHasItsMarks() {
        LateChart chart = LateChart.of(figures(List.of(0, 0), List.of()));

        assertThat(chart.marks()).containsExactly("10 s", "1 s", "100 ms");
        assertThat(chart.span()).isEmpty();
        assertThat(chart.all().count()).isZero();
    }

    private static Closings closings(int part, int p50, int p99, int longest) {
        return new Closings(
                FROM.plus(Duration.ofHours(12L * part)),
                2,
                Duration.ofMillis(p50),
                Duration.ofMillis(p99),
                Duration.ofMillis(longest));
    }

    private static Figures figures(List<Integer> open, List<Closings> closings) {
        List<OpenPorts> ports =
                open.stream().map(most -> new OpenPorts(FROM, most)).toList();
        Duration longest = closings.stream()
                .map(Closings::longest)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return new Figures(
                FROM,
                FROM.plus(Duration.ofHours(24)),
                Duration.ofHours(12),
                open.isEmpty() ? 0 : open.getLast(),
                ports,
                closings,
                new Lateness(closings.size(), Duration.ZERO, Duration.ZERO, longest));
    }
}
