package io.postern.system;

import static io.postern.system.AzureFailures.NEVER;
import static io.postern.system.AzureFailures.all;
import static io.postern.system.AzureFailures.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.stack.ProcessName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every kind of write to Azure fails in every way in which a write can fail, and all comes right: what is over is shut, what
 * may be open is opened, and rules of others are as before. Usually the URLs of a kind share a sample of the failures out; in
 * the long form every URL of a rule meets all there are, one after the other.
 */
@Order(23)
@ExtendWith(RunningStack.class)
class EachWriteFailsIT {
    private static final boolean LONG = Boolean.getBoolean("postern.long");
    private static final List<List<String>> OPENING =
            LONG ? AzureFailures.everything(List.of()) : AzureFailures.shares();
    private static final List<List<String>> REMOVAL = LONG ? AzureFailures.everything(NEVER) : AzureFailures.shares();
    private static final List<String> WHOLE = all(LONG ? AzureFailures.all() : AzureFailures.sample(), NEVER);

    private static final Duration WINDOW = Duration.ofSeconds(LONG ? 420 : 10);
    private static final Duration PATIENCE = Duration.ofSeconds(LONG ? 600 : 60);

    /** How far apart writes are once Azure's first ones are used up. */
    private static final Duration PACE = Duration.ofMillis(400);

    /** No removal is tried less often than every fifteen seconds, nor does the sweeper look less often. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(20);

    private static final Duration BY_THE_SWEEPER = Duration.ofSeconds(40);

    private record Opened(String rule, Instant end) {}

    @Test
    void whateverFailsComesRight(Stack stack) {
        try (Annex annex = new Annex(stack);
                Faults faults = new Faults(stack)) {
            List<String> kept = annex.build("kept", OPENING.size());
            List<String> opened = annex.build("open", OPENING.size());
            List<String> ended = annex.build("end", REMOVAL.size());
            List<String> whole = annex.build("whole", WHOLE.size());
            List<String> refused = annex.build("never", NEVER.size());
            List<String> before = annex.groups();
            // It looks around when it starts.
            stack.processes.kill(ProcessName.ENFORCER);
            stack.restart(ProcessName.ENFORCER);
            List<String> usual = all(opened, ended, whole, refused);
            annex.protect(usual);
            annex.awaitProtected(usual, PATIENCE);

            faults.order(all(
                    orders("enforcer", "PUT", kept, OPENING),
                    orders("enforcer", "PUT", opened, OPENING),
                    orders("enforcer", "DELETE", ended, REMOVAL),
                    LONG ? orders("sweeper", "DELETE", opened, REMOVAL) : List.of(),
                    // Or it would remove what the enforcer is still to fail at.
                    LONG ? orders("sweeper", "DELETE", ended, thrice(REMOVAL)) : List.of(),
                    List.of(
                            order("enforcer", "PUT", "annex-never.*/securityRules/", NEVER, 1),
                            order("enforcer", "PUT", "annex-whole[0-9]*-nsg$", WHOLE, 1))));
            annex.protect(kept);
            Instant begun = Instant.now();
            List<String> alone = ask(stack, ended, "\"duration\":\"PT8S\"", "198.18.0.1");
            Duration each = Duration.between(begun, Instant.now()).dividedBy(ended.size());
            // Whoever is asked for must be open before it ends, on a busy machine as on an idle one; and what
            // fails takes from the writes that Azure allows.
            Instant soon = Instant.now()
                    .plus(each.multipliedBy(2L * whole.size() + opened.size()))
                    .plus(LONG ? PACE.multipliedBy(2L * whole.size() + 2L * tries(OPENING)) : Duration.ZERO)
                    .plusSeconds(8)
                    .truncatedTo(ChronoUnit.SECONDS);
            String endingSoon = "\"endsAt\":\"" + soon + "\"";
            String endingLate = "\"endsAt\":\"" + soon.plus(WINDOW) + "\"";
            List<String> together = ask(stack, whole, endingSoon, "198.18.0.1", "198.18.0.2");
            List<String> last = ask(stack, opened, endingLate, "198.18.0.1");
            List<String> never = ask(stack, refused, endingLate, "198.18.0.1");

            List<Opened> shutTogether = open(stack, together);
            List<Opened> shutAlone = open(stack, alone);
            List<Opened> shutLast = open(stack, last);
            never.forEach(id -> stack.access.await(id, "refused", PATIENCE));
            annex.awaitProtected(kept, PATIENCE);
            wereShut(stack, "each removal fails", shutAlone, faults, "enforcer", "annex-end", AFTERWARDS);
            wereShut(
                    stack,
                    "each write of a whole NSG fails",
                    shutTogether,
                    faults,
                    "enforcer",
                    "annex-whole",
                    AFTERWARDS);

            if (LONG) {
                shutBySweeper(stack, shutLast, faults);
            }

            assertThat(faults.standing().stream().filter(order -> !isInTheWay(order)))
                    .isNotEmpty()
                    .allMatch(EachWriteFailsIT::isSpent);
            all(together, alone, last).forEach(id -> stack.access.await(id, "closed", PATIENCE));
            annex.release(PATIENCE);
            assertThat(annex.groups()).isEqualTo(before);
        }
        assertThat(stack.foreignRulesNow()).isEqualTo(stack.foreignRules);
    }

    private static void shutBySweeper(Stack stack, List<Opened> last, Faults faults) {
        stack.processes.kill(ProcessName.ENFORCER);
        try {
            String what = "each removal of the sweeper fails, enforcer dead";
            wereShut(stack, what, last, faults, "sweeper", "annex-open", BY_THE_SWEEPER);
        } finally {
            stack.restart(ProcessName.ENFORCER);
        }
    }

    private static int tries(List<List<String>> failures) {
        return failures.stream().mapToInt(List::size).sum();
    }

    /** For each of some NSGs what its rules' URLs meet. */
    private static List<String> orders(String who, String method, List<String> vms, List<List<String>> failures) {
        return IntStream.range(0, vms.size())
                .mapToObj(number -> order(
                        who,
                        method,
                        vms.get(number) + "-nsg/securityRules/",
                        failures.get(number),
                        failures.get(number).size()))
                .toList();
    }

    /** When the last of these failures came. */
    private static Instant struck(Faults faults, String who, String path) {
        return ordered(faults, who, path)
                .map(order -> Instant.parse(order.path("lastStruck").asText()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Stream<JsonNode> ordered(Faults faults, String who, String path) {
        return faults.standing().stream()
                .filter(order -> order.path("who").asText().equals(who)
                        && order.path("path").asText().startsWith(path));
    }

    private static boolean isSpent(JsonNode order) {
        JsonNode struck = order.path("struck");
        return !struck.isEmpty() && struck.valueStream().allMatch(strikes -> strikes.asInt() > 0);
    }

    private static List<List<String>> thrice(List<List<String>> failures) {
        return failures.stream().map(each -> all(each, each, each)).toList();
    }

    /** What only keeps the sweeper from being first. */
    private static boolean isInTheWay(JsonNode order) {
        return order.path("who").asText().equals("sweeper")
                && order.path("path").asText().startsWith("annex-end");
    }

    private static List<String> ask(Stack stack, List<String> vms, String until, String... hosts) {
        List<String> wishes = new ArrayList<>();
        for (String vm : vms) {
            for (String host : hosts) {
                wishes.add("""
                        {"targets":[{"vm":"%s","ports":[22]}],"sources":["%s/32"],%s,
                         "justification":"system test of writes that fail"}""".formatted(World.vmId(vm), host, until));
            }
        }
        return wishes.parallelStream()
                .map(wish -> {
                    Answer answer = stack.access.submit(wish);
                    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
                    stack.access.approve(answer.text("id"));
                    return answer.text("id");
                })
                .toList();
    }

    /** Azure had each of them open, and be it that it is shut again by now. */
    private static List<Opened> open(Stack stack, List<String> ids) {
        return ids.stream()
                .map(id -> Await.value(
                        "opening of " + id,
                        PATIENCE,
                        () -> Optional.of(stack.access.show(id))
                                .filter(request -> stack.azure
                                        .opened(Access.ruleName(request))
                                        .isPresent())
                                .map(request -> new Opened(Access.ruleName(request), Access.end(request)))))
                .toList();
    }

    /** None early, and each for good soon after its end and the last failure. */
    private static void wereShut(
            Stack stack,
            String what,
            List<Opened> grants,
            Faults faults,
            String who,
            String path,
            Duration afterwards) {
        // NB. a write that is undone shows a rule gone that comes back
        Await.until(
                "every failure of " + who + " at " + path,
                PATIENCE.plus(WINDOW),
                () -> ordered(faults, who, path).allMatch(EachWriteFailsIT::isSpent));
        List<Long> lateness = new ArrayList<>();
        for (Opened grant : grants) {
            Instant removed = Await.value(
                    "removal of " + grant.rule(),
                    PATIENCE.plus(WINDOW),
                    () -> stack.azure.lastRemoved(grant.rule()).filter(_ -> !stack.azure.stands(grant.rule())));
            assertThat(stack.azure.removed(grant.rule()).orElseThrow())
                    .as(grant.rule())
                    .isAfterOrEqualTo(grant.end());
            lateness.add(Duration.between(grant.end(), removed).toMillis());
        }
        Instant struck = struck(faults, who, path);
        List<Duration> bounds = grants.stream()
                .map(grant -> Duration.between(grant.end(), struck))
                .map(failing -> failing.isNegative() ? afterwards : failing.plus(afterwards))
                .toList();
        ClosingReport.note(what, lateness, Collections.max(bounds), Collections.max(bounds));
        for (int number = 0; number < grants.size(); number++) {
            assertThat(lateness.get(number))
                    .as(grants.get(number).rule())
                    .isLessThanOrEqualTo(bounds.get(number).toMillis());
        }
    }
}
