package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Several openings of one port, from an address each, that all end at one instant. */
final class Crowd {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** None has so many requests that he is asked to close some first. */
    private static final List<String> PEOPLE = List.of("requester", "admin", "engineer");

    private static final int EACH = 180;
    private static int crowds;

    private final Stack stack;
    private final Instant end;
    private final List<Asked> asked = new ArrayList<>();

    private record Asked(Access access, String id) {}

    private Crowd(Stack stack, Instant end) {
        this.stack = stack;
        this.end = end;
    }

    /** Asks for so many openings of SSH that end at that instant, from addresses that nobody else asks from. */
    static Crowd asks(Stack stack, String vm, int count, Instant end) {
        return asks(stack, vm, count, end, false);
    }

    /** The same, but the first is from home; nobody else may have that open. */
    static Crowd asksFromHome(Stack stack, String vm, int count, Instant end) {
        return asks(stack, vm, count, end, true);
    }

    private static Crowd asks(Stack stack, String vm, int count, Instant end, boolean home) {
        Crowd crowd = new Crowd(stack, end);
        int net = crowds++ % 200;
        // Not one after the other: many people do not wait for each other.
        crowd.asked.addAll(IntStream.range(0, count)
                .parallel()
                .mapToObj(number -> {
                    String source = home && number == 0
                            ? "203.0.113.7"
                            : "100.%d.%d.%d".formatted(128 + net / 2, number / 200 + 100 * (net % 2), 1 + number % 200);
                    Access access = stack.access.as(PEOPLE.get(number / EACH));
                    return new Asked(access, ask(access, vm, source, end));
                })
                .toList());
        return crowd;
    }

    private static String ask(Access access, String vm, String source, Instant end) {
        Answer answer = access.submit("""
                {"targets":[{"vm":"%s","ports":[22]}],"sources":["%s/32"],
                 "endsAt":"%s","justification":"system test, one of many"}""".formatted(World.vmId(vm), source, end));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return answer.text("id");
    }

    /** Waits until all are open; the names of their rules. */
    List<String> open() {
        List<String> rules = new ArrayList<>();
        for (Asked each : asked) {
            JsonNode open = each.access().await(each.id(), "open", PATIENCE);
            assertThat(Access.end(open)).isEqualTo(end);
            rules.add(Access.ruleName(open));
        }
        return rules;
    }

    /** Azure accepted each removal after the end, and not long after; tells how late. */
    void wereShutOnTime(String what, List<String> rules, Duration latest) {
        wereShutOnTime(what, rules, latest, latest);
    }

    /** The same, and of many 99 in 100 no later than usual. */
    void wereShutOnTime(String what, List<String> rules, Duration usual, Duration latest) {
        List<Long> lateness = new ArrayList<>();
        for (String rule : rules) {
            Duration patience =
                    Duration.between(Instant.now(), end).plus(latest).plusSeconds(5);
            Instant removed = Await.value(
                    "removal of " + rule,
                    patience.isPositive() ? patience : Duration.ofSeconds(1),
                    () -> stack.azure.removed(rule));
            lateness.add(Duration.between(end, removed).toMillis());
        }
        Collections.sort(lateness);
        ClosingReport.note(what, lateness, usual, latest);
        assertThat(lateness.getFirst()).as("earliest, ms after the end").isNotNegative();
        if (lateness.size() >= 50) {
            assertThat(ClosingReport.at(lateness, 99))
                    .as("99 in 100, ms after the end")
                    .isLessThanOrEqualTo(usual.toMillis());
        }
        assertThat(lateness.getLast()).as("latest, ms after the end").isLessThanOrEqualTo(latest.toMillis());
    }

    void closed() {
        asked.forEach(each -> each.access().await(each.id(), "closed", PATIENCE));
    }
}
