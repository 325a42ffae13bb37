package io.postern.expiry.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InPairsTest {
    @Test
    void whatStepsCameToIsInTheirOrder() {
        List<Callable<Integer>> steps = IntStream.range(0, 100)
                .mapToObj(step -> (Callable<Integer>) () -> step)
                .toList();

        assertThat(InPairs.of(steps))
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        assertThat(InPairs.of(List.of())).isEmpty();
    }

    @Test
    void twoAreDoneAtATime() {
        CyclicBarrier both = new CyclicBarrier(2);
        Callable<Integer> meets = () -> both.await(10, TimeUnit.SECONDS);

        assertThat(InPairs.of(List.of(meets, meets, meets, meets))).hasSize(4);
    }

    @Test
    void afterAFailureNoneIsBegun() {
        Queue<Integer> begun = new ConcurrentLinkedQueue<>();
        CyclicBarrier both = new CyclicBarrier(2);
        Callable<Integer> fails = () -> {
            begun.add(0);
            both.await(10, TimeUnit.SECONDS);
            throw new IllegalArgumentException("no such database");
        };
        Callable<Integer> counts = () -> {
            begun.add(1);
            return 1;
        };

        assertThatThrownBy(() -> InPairs.of(List.of(fails, fails, counts, counts, counts)))
                .hasRootCauseMessage("no such database");
        assertThat(begun.stream().filter(step -> step == 0)).hasSize(2);
        assertThat(begun.stream().filter(step -> step == 1)).isEmpty();
    }
}
