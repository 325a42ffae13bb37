package io.postern.request.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Instant FROM = Instant.parse("2026-11-22T00:00:00Z");
    private static final Instant TO = FROM.plus(Duration.ofHours(24));

    @Test
    void aPortCountsInEachPartInWhichItWasOpen() {
        Figures figures = of(stay("web-1", 22, minutes(10), minutes(70), minutes(70), CloseReason.EXPIRED));

        assertThat(most(figures)).startsWith(1, 1, 1, 0).hasSize(Figures.BUCKETS);
        assertThat(figures.bucket()).isEqualTo(Duration.ofMinutes(30));
        assertThat(figures.openNow()).isZero();
    }

    @Test
    void whatWasOpenBeforeCountsFromTheBeginningAndWhatStandsToTheEnd() {
        Figures figures = of(stay("web-1", 22, FROM.minusSeconds(9), null, TO.plusSeconds(9), null));

        assertThat(most(figures)).containsOnly(1);
        assertThat(figures.openNow()).isEqualTo(1);
    }

    @Test
    void aPortThatAnExtensionKeepsOpenCountsOnce() {
        Figures figures = of(
                stay("web-1", 22, minutes(0), minutes(20), minutes(30), CloseReason.EXTENDED),
                stay("web-1", 22, minutes(19), minutes(59), minutes(58), CloseReason.EXPIRED));

        assertThat(most(figures)).startsWith(1, 1, 0);
    }

    @Test
    void portsThatOpenOneAfterTheOtherWereNeverOpenTogether() {
        Figures figures = of(
                stay("web-1", 22, minutes(1), minutes(2), minutes(2), CloseReason.EXPIRED),
                stay("web-1", 3389, minutes(3), minutes(4), minutes(4), CloseReason.EXPIRED),
                stay("db-1", 22, minutes(31), minutes(33), minutes(33), CloseReason.EXPIRED),
                stay("web-1", 22, minutes(32), minutes(34), minutes(34), CloseReason.EXPIRED));

        assertThat(most(figures)).startsWith(1, 2, 0);
    }

    @Test
    void latenessIsToldOfWhatRanOutAndOfNothingElse() {
        Figures figures = of(
                stay("web-1", 22, minutes(1), minutes(5).plusMillis(200), minutes(5), CloseReason.EXPIRED),
                stay("web-1", 23, minutes(1), minutes(5).minusMillis(5), minutes(5), CloseReason.EXPIRED),
                stay("web-1", 24, minutes(1), minutes(9), minutes(5), CloseReason.REVOKED),
                stay("web-1", 25, minutes(1), minutes(9), minutes(5), CloseReason.EXTENDED));

        assertThat(figures.closings()).hasSize(1);
        assertThat(figures.closings().getFirst().from()).isEqualTo(FROM);
        assertThat(figures.lateness())
                .isEqualTo(new Lateness(2, Duration.ZERO, Duration.ofMillis(200), Duration.ofMillis(200)));
    }

    @Test
    void oneInAHundredIsLaterThanTheNinetyNinthPercentile() {
        List<Duration> late =
                IntStream.rangeClosed(1, 100).mapToObj(Duration::ofMillis).toList();

        assertThat(Lateness.of(late))
                .isEqualTo(new Lateness(100, Duration.ofMillis(50), Duration.ofMillis(99), Duration.ofMillis(100)));
    }

    @Test
    void nothingAtAllIsNoMistake() {
        Figures figures = of();

        assertThat(most(figures)).containsOnly(0);
        assertThat(figures.closings()).isEmpty();
        assertThat(figures.lateness().count()).isZero();
    }

    private static Figures of(Stay... stays) {
        return Figures.of(List.of(stays), FROM, TO);
    }

    private static List<Integer> most(Figures figures) {
        return figures.openPorts().stream().map(Figures.OpenPorts::most).toList();
    }

    private static Stay stay(
            String vm, int port, Instant opened, @Nullable Instant closed, Instant until, @Nullable CloseReason why) {
        return new Stay(vm, List.of(new PortAccess(new Port(port), Protocol.TCP)), opened, closed, until, why);
    }

    private static Instant minutes(long minutes) {
        return FROM.plus(Duration.ofMinutes(minutes));
    }
}
