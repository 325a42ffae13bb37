package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.cli.stack.PortName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many people at one NSG, whose writes Azure counts: they are opened and shut together. */
@Order(22)
@ExtendWith(RunningStack.class)
class ManyOnOneGroupIT {
    private static final int MANY = Boolean.getBoolean("postern.long") ? 500 : 60;
    private static final int MOST_WRITES = 25;

    /** Of what arrives in that time; who comes later is opened by later writes. */
    private static final Duration ARRIVAL = Duration.ofSeconds(10);

    @Test
    void aCrowdIsOpenedAndShutInFewWrites(Stack stack) {
        long before = stack.azure.groupWrites("web-1-nsg");
        Instant begun = Instant.now();
        Instant end = begun.plusSeconds(20 + MANY / 5).truncatedTo(ChronoUnit.SECONDS);
        Crowd crowd = Crowd.asks(stack, "web-1", MANY, end);
        Duration arrival = Duration.between(begun, Instant.now());
        List<String> rules = crowd.open();
        long opened = stack.azure.groupWrites("web-1-nsg") - before;

        crowd.wereShutOnTime(MANY + " on one NSG", rules, Duration.ofSeconds(30));

        long shut = stack.azure.groupWrites("web-1-nsg") - before - opened;
        System.out.println("  " + MANY + " asked within " + arrival.toMillis() + " ms, opened in " + opened
                + " writes, shut in " + shut);
        assertThat(opened).isLessThanOrEqualTo(MOST_WRITES * (1 + arrival.toMillis() / ARRIVAL.toMillis()));
        assertThat(shut).isLessThanOrEqualTo(MOST_WRITES);
    }

    @Test
    void panicShutsEverythingOfAnNsgInThreeWritesAtMost(Stack stack) {
        Crowd crowd = Crowd.asks(
                stack,
                "web-1",
                MANY / 2,
                Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS));
        List<String> rules = crowd.open();
        long before = stack.azure.groupWrites("web-1-nsg");

        Answer answer = Http.post(
                stack.url(PortName.ENFORCER) + "/api/v1/panic",
                stack.people.postern("admin"),
                "{\"boundary\":\"" + World.nsgId("web-1-nsg") + "\",\"reason\":\"system test: somebody is inside\"}");

        Instant ordered = Instant.now();
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 202);
        Await.until(
                "all removed",
                Duration.ofSeconds(15),
                () -> rules.stream().allMatch(rule -> stack.azure.removed(rule).isPresent()));
        assertThat(stack.azure.groupWrites("web-1-nsg") - before).isLessThanOrEqualTo(3);
        crowd.closed();
        Await.until(
                "what is approved opens again",
                Duration.ofSeconds(6),
                () -> Instant.now().isAfter(ordered.plusSeconds(4)));
    }

    @Test
    void panicIsNotForEverybody(Stack stack) {
        String panic = stack.url(PortName.ENFORCER) + "/api/v1/panic";

        assertThat(Http.post(panic, stack.people.postern("requester"), "{\"reason\":\"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(Http.post(panic, "", "{\"reason\":\"x\"}").status()).isEqualTo(401);
    }
}
