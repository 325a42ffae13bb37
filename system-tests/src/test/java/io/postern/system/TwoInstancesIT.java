package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.cli.stack.PortName;
import io.postern.cli.stack.ProcessName;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two instances of request-service over one database, one of them killed while people ask. */
@Order(9)
@ExtendWith(RunningStack.class)
class TwoInstancesIT {
    private static final int SECOND_PORT = 18_181;
    private static final int CLIENTS = 8;
    private static final int EACH = 20;

    @Test
    void noRequestIsLostAndNoneIsDoubledWhenOneDiesUnderLoad(Stack stack) throws Exception {
        Process second = SecondInstance.start(
                stack,
                ProcessName.REQUEST,
                SECOND_PORT,
                Map.of("QUARKUS_HTTP_SSL_PORT", String.valueOf(SECOND_PORT + 1)));
        String first = stack.url(PortName.REQUEST);
        String other = SecondInstance.url(SECOND_PORT);
        Map<String, String> accepted = new ConcurrentHashMap<>();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            SecondInstance.awaitReady(SECOND_PORT, Duration.ofSeconds(60));
            List<Future<?>> all = IntStream.range(0, CLIENTS)
                    .<Future<?>>mapToObj(client ->
                            clients.submit(() -> ask(stack, client, List.of(other, first), accepted, failures)))
                    .toList();
            Await.until("the load runs", Duration.ofSeconds(30), () -> accepted.size() >= CLIENTS * EACH / 4);
            second.destroyForcibly().waitFor();
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            second.destroyForcibly();
        }
        assertThat(failures).isEmpty();
        assertThat(accepted).hasSize(CLIENTS * EACH);
        assertThat(accepted.values()).doesNotHaveDuplicates();
        Await.until(
                "every request is on the trail", Duration.ofSeconds(60), () -> told(stack, accepted) == CLIENTS * EACH);
        accepted.values()
                .forEach(id -> assertThat(submissions(stack, id)).as(id).isEqualTo(1));
        accepted.values().forEach(stack.access::revoke);
    }

    /** One client's requests, each sent again under its key until somebody accepts it, at whichever instance lives. */
    private static void ask(
            Stack stack, int client, List<String> instances, Map<String, String> accepted, Queue<String> failures) {
        for (int number = 0; number < EACH; number++) {
            String key = "two-instances-" + client + "-" + number;
            // Another source each, so that no request repeats another.
            String body = """
                    {"targets":[{"vm":"%s","ports":[22]}],"sources":["198.51.%d.%d/32"],
                     "duration":"PT4H","justification":"two instances"}""".formatted(World.vmId("web-1"), client, number);
            boolean done = false;
            for (int attempt = 0; attempt < 5 && !done; attempt++) {
                String base = instances.get((attempt + number) % instances.size());
                done = attempt(stack, base, key, body, accepted);
            }
            if (!done) {
                failures.add(key);
            }
        }
    }

    private static boolean attempt(Stack stack, String base, String key, String body, Map<String, String> accepted) {
        try {
            Answer answer = Http.send(HttpRequest.newBuilder(URI.create(base + "/api/v1/access-requests"))
                    .timeout(Duration.ofSeconds(10))
                    .header("Authorization", "Bearer " + stack.people.postern("requester"))
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build());
            if (answer.status() != 202) {
                return false;
            }
            String before = accepted.putIfAbsent(key, answer.text("id"));
            return before == null || before.equals(answer.text("id"));
        } catch (UncheckedIOException dead) {
            return false;
        }
    }

    private static long told(Stack stack, Map<String, String> accepted) {
        return accepted.values().stream()
                .filter(id -> submissions(stack, id) > 0)
                .count();
    }

    private static long submissions(Stack stack, String id) {
        return stack.access.story(id).stream()
                .filter(leaf -> leaf.toString().contains("io.postern.request.submitted.v1"))
                .count();
    }
}
