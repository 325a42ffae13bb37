package io.postern.approval.adapter.azure;

import static io.postern.approval.Requests.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.approval.adapter.azure.Remembered.Dated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RememberedTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicInteger asked = new AtomicInteger();
    private final Deque<Runnable> ahead = new ArrayDeque<>();
    private boolean failing;
    private Duration ageOfParts = Duration.ZERO;
    private final Remembered<String, Integer> remembered = new Remembered<>("it", 2, this::ask, ahead::add);

    private Dated<Integer> ask(String key, Duration maxAge, Instant now) {
        int number = asked.incrementAndGet();
        if (failing) {
            throw new IllegalStateException("down");
        }
        return new Dated<>(number, now.minus(ageOfParts));
    }

    private int at(int seconds) {
        return remembered.get("a", MINUTE, NOW.plusSeconds(seconds)).value();
    }

    @Test
    void anAnswerServesForLessThanItsAge() {
        assertThat(at(0)).isEqualTo(1);
        assertThat(at(59)).isEqualTo(1);
        assertThat(at(60)).isEqualTo(2);
    }

    @Test
    void noAgeAtAllAlwaysAsksAnew() {
        assertThat(at(0)).isEqualTo(1);
        assertThat(remembered.get("a", Duration.ZERO, NOW).value()).isEqualTo(2);
        assertThat(remembered.get("a", Duration.ZERO, NOW).value()).isEqualTo(3);
        assertThat(at(0)).isEqualTo(3);
    }

    @Test
    void theAgeOfAnAnswersPartsCounts() {
        ageOfParts = Duration.ofSeconds(20);

        assertThat(at(0)).isEqualTo(1);
        assertThat(at(39)).isEqualTo(1);
        assertThat(at(40)).isEqualTo(2);
    }

    @Test
    void whatIsInUseIsRenewedAtHalfItsAgeOnceAndNobodyWaits() {
        at(0);
        at(29);
        assertThat(ahead).isEmpty();

        assertThat(at(31)).isEqualTo(1);
        assertThat(at(32)).isEqualTo(1);
        assertThat(ahead).hasSize(1);
        ahead.remove().run();

        assertThat(asked).hasValue(2);
        assertThat(at(33)).isEqualTo(2);
        assertThat(at(90)).isEqualTo(2);
        assertThat(at(91)).isEqualTo(3);
    }

    @Test
    void aRenewalThatFailsLeavesTheAnswerUntilItIsTooOldAndIsNotTriedAtOnce() {
        at(0);
        failing = true;
        at(31);
        ahead.remove().run();

        assertThat(at(35)).isEqualTo(1);
        assertThat(ahead).isEmpty();
        assertThat(at(36)).isEqualTo(1);
        assertThat(ahead).hasSize(1);
        assertThatThrownBy(() -> at(60)).hasMessage("down");
    }

    @Test
    void aBackgroundThatRefusesIsNoHarm() {
        Remembered<String, Integer> busy = new Remembered<>("it", 2, this::ask, _ -> {
            throw new RejectedExecutionException();
        });

        busy.get("a", MINUTE, NOW);
        assertThat(busy.get("a", MINUTE, NOW.plusSeconds(40)).value()).isEqualTo(1);
        assertThat(busy.get("a", MINUTE, NOW.plusSeconds(60)).value()).isEqualTo(2);
    }

    @Test
    void theLongestUnusedGoesFirstWhenFull() {
        remembered.get("a", MINUTE, NOW);
        remembered.get("b", MINUTE, NOW);
        remembered.get("a", MINUTE, NOW);
        remembered.get("c", MINUTE, NOW);

        assertThat(remembered.get("a", MINUTE, NOW).value()).isEqualTo(1);
        assertThat(remembered.get("b", MINUTE, NOW).value()).isEqualTo(4);
    }

    @Test
    void manyWhoWantTheSameAskOnceAndShareItsFailure() throws Exception {
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        Remembered<String, Integer> slow = new Remembered<>(
                "it",
                2,
                (key, age, now) -> {
                    asked.incrementAndGet();
                    asking.countDown();
                    await(answer);
                    throw new IllegalStateException("down");
                },
                ahead::add);
        try (ExecutorService many = Executors.newFixedThreadPool(8)) {
            List<Future<?>> all = new ArrayList<>();
            all.add(many.submit(() -> slow.get("a", MINUTE, NOW)));
            await(asking);
            List<Thread> waiting = new java.util.concurrent.CopyOnWriteArrayList<>();
            for (int i = 0; i < 7; i++) {
                all.add(many.submit(() -> {
                    waiting.add(Thread.currentThread());
                    return slow.get("a", MINUTE, NOW.plusSeconds(1));
                }));
            }
            while (waiting.size() < 7 || waiting.stream().anyMatch(t -> t.getState() != Thread.State.WAITING)) {
                Thread.onSpinWait();
            }
            answer.countDown();
            for (Future<?> one : all) {
                assertThatThrownBy(one::get).hasRootCauseMessage("down");
            }
        }
        assertThat(asked).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
