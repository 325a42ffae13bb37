package io.postern.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchSizeTest {
    private final BatchSize size = new BatchSize(200);

    private static List<OutboxRows.Row> rows(int count, int bytes) {
        return IntStream.range(0, count)
                .mapToObj(id -> new OutboxRows.Row(id, "topic", "subject", new byte[bytes]))
                .toList();
    }

    @Test
    void aBacklogIsTakenInBatchesThatGrowUpToABound() {
        List<Integer> sizes = IntStream.range(0, 5)
                .map(pass -> {
                    size.after(rows(size.now(), 600), true);
                    return size.now();
                })
                .boxed()
                .toList();

        assertThat(sizes).containsExactly(400, 800, BatchSize.MOST, BatchSize.MOST, BatchSize.MOST);
    }

    @Test
    void afterTheBacklogTheyAreSmallAgain() {
        size.after(rows(200, 600), true);
        size.after(rows(30, 600), false);

        assertThat(size.now()).isEqualTo(200);
    }

    @Test
    void longEventsAreTakenInSmallerBatchesButNotInSmallerOnesThanEver() {
        size.after(rows(200, 10_000), true);
        assertThat(size.now()).isLessThan(420).isGreaterThan(200);

        size.after(rows(200, 60_000), true);
        assertThat(size.now()).isEqualTo(200);
    }
}
