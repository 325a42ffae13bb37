package io.postern.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.enforcer.domain.budget.WriteShare;
import io.postern.simulation.paced.Figures;
import io.postern.simulation.paced.PacedRun;
import io.postern.simulation.planted.Bugs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the whole of Azure's write budget ours, writes are collected per NSG and paced: nobody waits long, and nothing is dropped. */
class PacedRunTest {
    private static final Duration AT_MOST = Duration.ofSeconds(40);

    /** What {@code -Dpostern.long=true} runs; else that many seconds of it, which is long after the burst is used up. */
    private static final Duration ALL = Duration.ofHours(2);

    @ParameterizedTest(name = "{0} grants a minute")
    @CsvSource({"25, 60", "150, 60", "600, 40", "3000, 20"})
    void openingAndClosingTakeFortySecondsAtMost(int grantsAMinute, int sampleSeconds) {
        Duration length = Boolean.getBoolean("postern.long") ? ALL : Duration.ofSeconds(sampleSeconds);
        Figures figures = Campaign.onOneThread(() -> PacedRun.of(grantsAMinute, length));
        System.out.println(grantsAMinute + " grants a minute for " + length + ": " + figures);

        assertThat(figures.refused()).isZero();
        assertThat(figures.opened()).hasSize(figures.asked());
        assertThat(figures.closed()).hasSize(figures.asked());
        assertThat(Figures.quantile(figures.opened(), 99)).isLessThanOrEqualTo(AT_MOST);
        assertThat(Figures.quantile(figures.closed(), 99)).isLessThanOrEqualTo(AT_MOST);
        assertThat(Figures.quantile(figures.closed(), 0)).isGreaterThanOrEqualTo(Duration.ZERO);
        assertThat(figures.mostWrites()).isLessThanOrEqualTo(WriteShare.AZURE);
    }

    /** Or the run would prove nothing. */
    @Test
    void whoeverWritesAsMuchAsItLikesIsFound() {
        Figures figures =
                Campaign.onOneThread(() -> PacedRun.of(3_000, Duration.ofSeconds(40), Bugs.SPENDS_FREELY.wires()));

        assertThat(figures.mostWrites()).isGreaterThan(WriteShare.AZURE);
    }
}
