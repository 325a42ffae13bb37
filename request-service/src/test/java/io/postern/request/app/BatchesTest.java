package io.postern.request.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<String>> goes = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);

    @AfterEach
    void end() {
        free.countDown();
        callers.close();
    }

    /** Calls are a key and a number; "slow" waits to be let go, "bad" fails, alone or with others. */
    private Batches<String, String, String> batches(int together, int waiting, Duration patience) {
        return new Batches<>(
                new Batches.Size(together, 1, waiting, patience), call -> call.substring(0, 1), this::work);
    }

    private List<String> work(List<String> calls) {
        goes.add(calls);
        if (calls.getFirst().endsWith("slow")) {
            began.countDown();
            try {
                free.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        calls.stream().filter(call -> call.endsWith("bad")).forEach(call -> {
            throw new IllegalArgumentException(call);
        });
        return calls.stream().map(call -> call + "!").toList();
    }

    private Future<Optional<String>> call(Batches<String, String, String> batches, String call) {
        return callers.submit(() -> batches.call(call));
    }

    /** Calls one after the other, each once the one before waits, while a slow one is under way. */
    private List<Future<Optional<String>>> behindASlowOne(Batches<String, String, String> batches, String... calls)
            throws InterruptedException {
        List<Future<Optional<String>>> answers = new ArrayList<>(List.of(call(batches, "slow")));
        assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();
        for (String call : calls) {
            int before = batches.waiting();
            answers.add(call(batches, call));
            long end = System.nanoTime() + LONG.toNanos();
            while (batches.waiting() == before && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
        return answers;
    }

    private static String answer(Future<Optional<String>> answer) throws Exception {
        return answer.get(10, TimeUnit.SECONDS).orElse("");
    }

    @Test
    void whoComesWhileNothingIsGoingOnIsServedAtOnceAndAlone() {
        Batches<String, String, String> batches = batches(64, 10, LONG);
        assertThat(batches.call("a1")).contains("a1!");
        assertThat(batches.call("a2")).contains("a2!");
        assertThat(goes).containsExactly(List.of("a1"), List.of("a2"));
    }

    @Test
    void thoseWhoWaitAreServedTogetherAsManyAsAGoTakes() throws Exception {
        List<Future<Optional<String>>> answers = behindASlowOne(batches(3, 10, LONG), "a", "b", "c", "d");
        free.countDown();
        for (int i = 1; i < answers.size(); i++) {
            assertThat(answer(answers.get(i))).isEqualTo("abcd".charAt(i - 1) + "!");
        }
        assertThat(goes).containsExactly(List.of("slow"), List.of("a", "b", "c"), List.of("d"));
    }

    @Test
    void callsWithOneKeyAreNeverUnderWayTogether() throws Exception {
        List<Future<Optional<String>>> answers = behindASlowOne(batches(64, 10, LONG), "a1", "a2", "b1", "a3");
        free.countDown();
        for (Future<Optional<String>> each : answers) {
            assertThat(answer(each)).endsWith("!");
        }
        assertThat(goes).containsExactly(List.of("slow"), List.of("a1", "b1"), List.of("a2"), List.of("a3"));
    }

    @Test
    void whenAGoFailsEachOfItIsDoneAloneAndOnlyTheBadOneFails() throws Exception {
        List<Future<Optional<String>>> answers = behindASlowOne(batches(64, 10, LONG), "a", "bad", "c");
        free.countDown();
        assertThat(answer(answers.get(1))).isEqualTo("a!");
        assertThatThrownBy(() -> answer(answers.get(2)))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("bad");
        assertThat(answer(answers.get(3))).isEqualTo("c!");
        assertThat(goes.subList(0, 2)).containsExactly(List.of("slow"), List.of("a", "bad", "c"));
        assertThat(goes.subList(2, 5)).containsExactlyInAnyOrder(List.of("a"), List.of("bad"), List.of("c"));
    }

    @Test
    void aFailureOfALoneCallIsItsOwnAndIsNotTriedAgain() {
        Batches<String, String, String> batches = batches(64, 10, LONG);
        assertThatThrownBy(() -> batches.call("bad"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bad");
        assertThat(goes).hasSize(1);
        assertThat(batches.call("b2")).contains("b2!");
    }

    @Test
    void whoFindsTooManyWaitingIsNotTriedAtAll() throws Exception {
        Batches<String, String, String> batches = batches(64, 1, LONG);
        List<Future<Optional<String>>> answers = behindASlowOne(batches, "a");
        assertThat(batches.call("b")).isEmpty();
        free.countDown();
        assertThat(answer(answers.get(1))).isEqualTo("a!");
        assertThat(goes).containsExactly(List.of("slow"), List.of("a"));
    }

    @Test
    void whoseTurnDoesNotComeInTimeIsNotTriedAtAll() throws Exception {
        Batches<String, String, String> batches = batches(64, 10, Duration.ofMillis(1));
        List<Future<Optional<String>>> slow = behindASlowOne(batches);
        assertThat(batches.call("a")).isEmpty();
        free.countDown();
        assertThat(answer(slow.getFirst())).isEqualTo("slow!");
        assertThat(goes).containsExactly(List.of("slow"));
    }
}
