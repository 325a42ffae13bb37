package io.postern.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.cli.bench.Finding.Limit;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArithmeticTest {
    @Test
    void aPercentileIsTheTimeWithinWhichThatShareWasAnswered() {
        long[] hundred = LongStream.rangeClosed(1, 100)
                .map(millis -> (101 - millis) * 1_000_000)
                .toArray();
        Sample sample = new Sample(hundred, 0, 0, 2);

        assertThat(sample.percentile(0.5)).isEqualTo(50);
        assertThat(sample.percentile(0.99)).isEqualTo(99);
        assertThat(sample.percentile(1)).isEqualTo(100);
        assertThat(sample.percentile(0)).isEqualTo(1);
        assertThat(new Sample(new long[] {3_000_000}, 0, 0, 1).percentile(0.99)).isEqualTo(3);
    }

    @Test
    void theRateCountsGoodAnswersOnly() {
        assertThat(new Sample(new long[] {1, 2, 3, 4}, 9, 500, 2).rate()).isEqualTo(2);
        assertThat(new Sample(new long[0], 9, 500, 0).rate()).isZero();
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetween() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 3));
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0)).median()).isEqualTo(2.5);
        assertThat(Spread.of(List.of(0.71, 0.69, 0.8))).hasToString("0.71 [0.69–0.80]");
        assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLimitIsKeptUpToItsBoundAndNotByWhatIsNoNumber() {
        assertThat(finding(0.7, new Limit.AtLeast(0.7)).kept()).isTrue();
        assertThat(finding(0.699, new Limit.AtLeast(0.7)).kept()).isFalse();
        assertThat(finding(50, new Limit.AtMost(50)).kept()).isTrue();
        assertThat(finding(50.1, new Limit.AtMost(50)).kept()).isFalse();
        assertThat(finding(Double.NaN, new Limit.AtMost(50)).kept()).isFalse();
        assertThat(finding(Double.NaN, new Limit.AtLeast(0)).kept()).isFalse();
        assertThat(finding(1, new Limit.None()).bound()).isEmpty();
    }

    @Test
    void noTwoRequestsOfALoadAskForTheSame() {
        assertThat(LongStream.of(0, 1, 2_000, 2_050, 512_000, 131_072_000L)
                        .mapToObj(number -> (number % 2_000) + new String(IntakeBench.request(number, ""))))
                .doesNotHaveDuplicates();
    }

    private static Finding finding(double figure, Limit limit) {
        return new Finding("x", "ms", new Spread(figure, figure, figure), limit);
    }
}
