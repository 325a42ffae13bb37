package io.postern.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private static final int PARTITIONS = 12;

    private final Refusals refusals = new Refusals();
    private final String refused = "a";
    private final String beside = other(true);
    private final String elsewhere = other(false);

    @Test
    void whoeverWouldGoToTheSamePartitionWaitsToo() {
        refusals.add(row(refused, "t"), new TimeoutException(), PARTITIONS);

        assertThat(refusals.hold(row(beside, "t"))).isTrue();
        assertThat(refusals.hold(row(elsewhere, "t"))).isFalse();
        assertThat(refusals.hold(row(elsewhere, "u"))).isFalse();
        assertThat(refusals.subjects()).containsExactlyInAnyOrder(refused, beside);
    }

    @Test
    void aSubjectThatWaitsForOneTopicWaitsForAll() {
        refusals.add(row(refused, "t"), new TimeoutException(), PARTITIONS);

        assertThat(refusals.hold(row(beside, "u"))).isFalse();
        assertThat(refusals.hold(row(beside, "t"))).isTrue();
        assertThat(refusals.hold(row(beside, "u"))).isTrue();
        assertThat(refusals.hold(row(refused, "u"))).isTrue();
    }

    @Test
    void aTopicThatNobodyKnowsKeepsAllOfItsEvents() {
        refusals.add(row(refused, "t"), new TimeoutException(), PARTITIONS);
        refusals.add(row(refused, "t"), new TimeoutException(), 0);

        assertThat(refusals.hold(row(elsewhere, "t"))).isTrue();
    }

    @Test
    void anEventThatIsRefusedForWhatItIsKeepsNoOtherSubject() {
        refusals.add(row(refused, "t"), new RecordTooLargeException(), PARTITIONS);

        assertThat(refusals.hold(row(beside, "t"))).isFalse();
        assertThat(refusals.hold(row(refused, "t"))).isTrue();
    }

    @Test
    void theyAreTriedAnewSoonAndLaterIfThatKeepsOthersWaiting() {
        Duration pass = Duration.ofSeconds(15);
        refusals.add(row(refused, "t"), new TimeoutException(), PARTITIONS);
        refusals.cost(pass, 0);
        assertThat(waitsAfter(Refusals.BETWEEN_TRIES.minusNanos(1))).isTrue();
        refusals.othersGoOn();
        assertThat(waitsAfter(pass.minusNanos(1))).isTrue();
        assertThat(waitsAfter(pass)).isFalse();

        refusals.add(row(refused, "t"), new TimeoutException(), PARTITIONS);
        refusals.cost(pass, 0);
        assertThat(waitsAfter(Refusals.BETWEEN_TRIES)).isFalse();
    }

    @Test
    void moreThanAQueryShouldNameAreTriedAnewAtOnce() {
        refusals.cost(Duration.ofSeconds(15), 0);
        IntStream.range(0, Refusals.MOST_SUBJECTS)
                .forEach(i -> refusals.add(row("s" + i, "t"), new TimeoutException(), PARTITIONS));
        assertThat(waitsAfter(Duration.ZERO)).isTrue();
        refusals.add(row(refused, "t"), new TimeoutException(), PARTITIONS);
        assertThat(waitsAfter(Duration.ZERO)).isFalse();
    }

    private boolean waitsAfter(Duration time) {
        refusals.forgetWhenOver(time.toNanos());
        return !refusals.subjects().isEmpty();
    }

    private String other(boolean samePartition) {
        int there = Refusals.partition(refused, PARTITIONS);
        return IntStream.range(0, 1_000)
                .mapToObj(i -> "other" + i)
                .filter(subject -> (Refusals.partition(subject, PARTITIONS) == there) == samePartition)
                .findFirst()
                .orElseThrow();
    }

    private static OutboxRows.Row row(String subject, String topic) {
        return new OutboxRows.Row(1, topic, subject, new byte[0]);
    }
}
