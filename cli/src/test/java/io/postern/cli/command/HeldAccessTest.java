package io.postern.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.cli.CommandFailure;
import io.postern.cli.api.AccessWish;
import io.postern.cli.api.Api;
import io.postern.cli.api.Person;
import io.postern.cli.api.Postern;
import io.postern.cli.api.ServiceAddresses;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An access is given back by whoever made it, however the asking for it went. */
class HeldAccessTest {
    private static final String REQUESTS = "/api/v1/access-requests";
    private static final String RELEASE = REQUESTS + "/01K/release";
    private static final String MADE = "{\"id\":\"01K\",\"state\":\"pending\",\"made\":true}";
    private static final AccessWish WISH =
            new AccessWish(List.of("/vm"), List.of(22), List.of(), Duration.ofHours(1), "x", Optional.empty());

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private StubServices services;

    @BeforeEach
    void start() throws IOException {
        services = new StubServices();
        services.on("POST", RELEASE, "{\"state\":\"closing\"}");
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void whatWasThereAlreadyStaysAndItIsSaidUntilWhen() {
        services.on(
                "POST",
                REQUESTS,
                "{\"id\":\"01K\",\"state\":\"open\",\"made\":false,\"endsAt\":\"2026-01-01T08:00:00Z\"}");
        HeldAccess held = held(Duration.ofSeconds(30));
        held.ask(WISH);
        held.close();

        assertThat(services.calls()).doesNotContain("POST " + RELEASE);
        assertThat(told)
                .singleElement()
                .asString()
                .contains("was there already", "until 2026-01-01T08:00:00Z", "./postern release 01K");
        assertThat(held.stays()).isFalse();
    }

    @Test
    void aServiceThatStartsAgainMeanwhileIsWaitedFor() {
        AtomicInteger tries = new AtomicInteger();
        services.on("POST", REQUESTS, MADE);
        services.on("POST", RELEASE, _ -> tries.incrementAndGet() < 5 ? "502 <html>away</html>" : "{}");
        HeldAccess held = held(Duration.ofSeconds(30));
        held.ask(WISH);
        held.close();

        assertThat(tries).hasValue(5);
        assertThat(told).last().asString().isEqualTo("The access is given back.");
        assertThat(held.stays()).isFalse();
    }

    @Test
    void aServiceThatStaysAwayLeavesTheAccessAndThatIsSaid() {
        services.on("POST", REQUESTS, MADE);
        services.on("POST", RELEASE, "502 <html>away</html>");
        HeldAccess held = held(Duration.ZERO);
        held.ask(WISH);
        held.close();

        assertThat(held.stays()).isTrue();
        assertThat(told).last().asString().contains("was not given back", "./postern release 01K");
    }

    @Test
    void aRequestThatIsStillOnItsWayWhenTheEndComesIsAskedForAgainUnderItsKey() throws Exception {
        CountDownLatch underway = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        services.on("POST", REQUESTS, call -> {
            keys.add(call.getRequestHeaders().getFirst("Idempotency-Key"));
            if (keys.size() == 1) {
                underway.countDown();
                await(answered);
            }
            return MADE;
        });
        HeldAccess held = held(Duration.ofSeconds(30));
        CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> held.ask(WISH));
        underway.await();
        held.interrupted();

        assertThat(services.calls()).contains("POST " + RELEASE);
        assertThat(keys).hasSize(2).doesNotContainNull();
        assertThat(keys.getFirst()).isEqualTo(keys.getLast());
        answered.countDown();
        asking.join();
        held.close();
        assertThat(services.calls())
                .filteredOn(call -> call.equals("POST " + RELEASE))
                .hasSize(1);
    }

    @Test
    void aRequestWhoseAnswersAreAllLostIsFoundUnderItsKeyInTheEnd() {
        services.on("POST", REQUESTS, call -> {
            keys.add(call.getRequestHeaders().getFirst("Idempotency-Key"));
            return keys.size() < 5 ? "504 {}" : MADE;
        });
        HeldAccess held = held(Duration.ofSeconds(30));
        assertThatThrownBy(() -> held.ask(WISH)).isInstanceOf(CommandFailure.class);
        held.close();

        assertThat(keys).hasSize(5).containsOnly(keys.getFirst());
        assertThat(services.calls()).contains("POST " + RELEASE);
        assertThat(told).last().asString().isEqualTo("The access is given back.");
    }

    @Test
    void whatIsNeverAnsweredMayBeThereAndIsToBeLookedFor() {
        services.on("POST", REQUESTS, "504 {}");
        HeldAccess held = held(Duration.ZERO);
        assertThatThrownBy(() -> held.ask(WISH)).hasMessageContaining("look for it with ./postern list");
        held.close();

        assertThat(held.stays()).isTrue();
        assertThat(told).last().asString().contains("./postern list");
    }

    @Test
    void whatIsRefusedOrNeverSentIsNotThere() {
        services.on("POST", REQUESTS, "403 {\"detail\":\"No.\"}");
        HeldAccess refused = held(Duration.ofSeconds(30));
        assertThatThrownBy(() -> refused.ask(WISH)).hasMessage("No.");
        refused.close();

        assertThat(services.calls()).containsExactly("POST " + REQUESTS);
        assertThat(told).isEmpty();
        assertThat(refused.stays()).isFalse();
    }

    private HeldAccess held(Duration patience) {
        URI address = URI.create("http://127.0.0.1:" + services.port());
        Postern postern = new Postern(
                new Api(), new ServiceAddresses(address, address, address), new Person("Rita", _ -> "token"));
        return HeldAccess.of(postern, told::add, patience);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
