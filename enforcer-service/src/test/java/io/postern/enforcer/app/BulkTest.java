package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.DriftFound;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.id.RequestId;
import io.postern.enforcer.app.ReconcileBoundary.Progress;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many changes of one NSG at once, with the writes that Azure gets counted. */
class BulkTest {
    private static final Outcome NO_RIGHT = new Outcome.Refused(Outcome.Reason.FORBIDDEN, "403 AuthorizationFailed");
    private static final WriteRules.Manner AS_INSTALLED =
            new WriteRules.Manner("demo", 20, WriteRules.Manner.HURRIED_FROM, false);

    private final World world = new World();

    @Test
    void eightHundredGrantsThatEndInOneSecondAreGoneAfterOneWrite() {
        SecurityRule foreign = world.foreign("corporate", 4000, Access.ALLOW);
        open(800, Duration.ofHours(1));
        assertThat(world.openings()).hasSize(800);
        world.azure.calls.clear();
        world.forward(Duration.ofHours(1).plusSeconds(1));

        world.run();

        assertThat(world.openings()).isEmpty();
        assertThat(world.azure.calls).containsExactly("NSG -800 +0");
        assertThat(world.azure.nsgs.get(World.NSG)).contains(foreign);
        assertThat(world.told(RulesRemoved.class)).hasSize(800);
    }

    @Test
    void aPanicOfEightHundredRulesTakesOneWrite() {
        List<RequestId> requests = open(800, Duration.ofHours(1));
        world.azure.calls.clear();
        world.asleep = true;
        requests.forEach(request -> world.record.call(() -> {
            world.close.order(request, CloseReason.REVOKED, world.clock.instant());
            return request;
        }));

        world.run();

        assertThat(world.openings()).isEmpty();
        assertThat(world.azure.calls).containsExactly("NSG -800 +0");
    }

    @Test
    void fiveHundredRequestsThatArriveWithinTenSecondsTakeAtMostTwentyFiveWrites() {
        world.write(AS_INSTALLED);
        world.asleep = true;
        Instant first = world.clock.instant();
        Instant next = first;
        for (int arrived = 0; arrived < 500; arrived++) {
            world.approve(Duration.ofHours(1), source(arrived));
            if (!world.clock.instant().isBefore(next)) {
                next = after(world.run());
            }
            world.forward(Duration.ofMillis(20));
        }
        while (world.openings().size() < 500) {
            world.forward(Duration.between(world.clock.instant(), next));
            next = after(world.run());
        }

        assertThat(world.azure.calls).hasSizeLessThanOrEqualTo(25);
        assertThat(world.told(RulesApplied.class)).hasSize(500);
        assertThat(Duration.between(first, world.clock.instant())).isLessThan(Duration.ofSeconds(13));
    }

    @Test
    void whereOneWriteTakesThreeSecondsFourThatWaitGoInOne() {
        world.azure.answer = call -> {
            world.clock.forward(Duration.ofSeconds(3));
            return null;
        };
        world.asleep = true;
        for (int arrived = 0; arrived < 6; arrived++) {
            world.approve(Duration.ofHours(1), source(arrived));
        }

        Progress first = world.run();
        world.forward(Duration.between(world.clock.instant(), after(first)));
        world.run();

        assertThat(world.openings()).hasSize(6);
        assertThat(world.azure.calls).hasSize(2).last().isEqualTo("NSG -0 +5");
    }

    @Test
    void whereWritesAreQuickAFewGoRuleByRule() {
        world.asleep = true;
        for (int arrived = 0; arrived < 4; arrived++) {
            world.approve(Duration.ofHours(1), source(arrived));
        }

        world.run();

        assertThat(world.azure.calls).hasSize(4).allMatch(call -> call.startsWith("PUT"));
    }

    /** What is waiting is served at the next arrival anyhow, so a run without an end is not waited for. */
    private Instant after(Progress progress) {
        Duration pause = progress instanceof Progress.NotYet(Duration after) ? after : Duration.ofMillis(1);
        return world.clock.instant().plus(pause);
    }

    @Test
    void endsThatComeTogetherGoInOneWriteBeforeAnythingIsOpened() {
        world.asleep = true;
        world.approve(Duration.ofHours(3), source(1));
        world.approve(Duration.ofHours(1), source(2));
        world.run();
        world.approve(Duration.ofHours(9), source(4));
        world.azure.calls.clear();
        world.forward(Duration.ofHours(4));

        world.run();

        assertThat(world.azure.calls).hasSize(2).startsWith("NSG -2 +0");
        assertThat(world.azure.calls.getLast()).startsWith("PUT");
    }

    @Test
    void anEndThatComesAloneIsOneRuleThatGoes() {
        world.asleep = true;
        world.approve(Duration.ofHours(1), source(2));
        world.run();
        String name = world.openings().getFirst();
        world.azure.calls.clear();
        world.forward(Duration.ofHours(4));

        world.run();

        assertThat(world.azure.calls).containsExactly("DELETE " + name);
    }

    @Test
    void withoutTheRightToWriteTheNsgRemovalsGoFirstTheOldestEndBeforeAllOthers() {
        world.azure.answer = call -> call.startsWith("NSG") ? NO_RIGHT : null;
        world.asleep = true;
        world.approve(Duration.ofHours(3), source(1));
        world.approve(Duration.ofHours(1), source(2));
        world.approve(Duration.ofHours(2), source(3));
        world.run();
        List<String> names = world.openings();
        world.approve(Duration.ofHours(9), source(4));
        world.azure.calls.clear();
        world.forward(Duration.ofHours(4));

        world.run();

        assertThat(world.azure.calls)
                .hasSize(5)
                .startsWith("NSG -3 +0")
                .containsSubsequence("DELETE " + names.get(1), "DELETE " + names.get(2), "DELETE " + names.get(0));
        assertThat(world.azure.calls.getLast()).startsWith("PUT");
    }

    @Test
    void anNsgThatChangedMeanwhileIsReadAnewAndWrittenThen() {
        open(30, Duration.ofHours(1));
        world.forward(Duration.ofHours(2));
        List<String> calls = new ArrayList<>();
        world.azure.answer = call -> {
            calls.add(call);
            return calls.size() == 1 ? new Outcome.TryLater(Duration.ZERO, "412") : null;
        };

        world.run();

        assertThat(calls).containsExactly("NSG -30 +0", "NSG -30 +0");
        assertThat(world.openings()).isEmpty();
    }

    @Test
    void withoutTheRightToWriteTheNsgRulesGoOneByOneAndThatIsSaidOnce() {
        world.azure.answer = call -> call.startsWith("NSG") ? NO_RIGHT : null;

        open(30, Duration.ofHours(1));
        world.forward(Duration.ofHours(2));
        world.run();

        assertThat(world.openings()).isEmpty();
        assertThat(world.azure.calls).filteredOn(call -> call.startsWith("NSG")).hasSize(2);
        assertThat(world.told(DriftFound.class))
                .filteredOn(found -> found.kind().equals("rules-only"))
                .singleElement()
                .satisfies(
                        found -> assertThat(found.detail()).contains("Microsoft.Network/networkSecurityGroups/write"));
    }

    @Test
    void aRightThatLacksIsTriedAgainAfterAWhile() {
        world.azure.answer = call -> call.startsWith("NSG") ? NO_RIGHT : null;
        open(30, Duration.ofHours(1));
        world.azure.answer = _ -> null;
        world.azure.calls.clear();
        world.forward(Duration.ofHours(2));

        world.run();

        assertThat(world.azure.calls).containsExactly("NSG -30 +0");
    }

    @Test
    void whatAzureDoesNotTakeTogetherIsFoundOneByOne() {
        List<String> bad = new ArrayList<>();
        world.azure.answer = call -> {
            if (call.startsWith("PUT") && bad.isEmpty()) {
                bad.add(call);
            }
            return call.startsWith("NSG") || bad.contains(call)
                    ? new Outcome.Refused(Outcome.Reason.INVALID, "400 SecurityRuleInvalidAddressPrefix")
                    : null;
        };

        open(30, Duration.ofHours(1));

        assertThat(world.openings()).hasSize(29);
    }

    @Test
    void anUnknownOutcomeOfTheWholeWriteIsFoundOutByReading() {
        world.azure.faults.add(FakeAzure.Fault.LOST_BUT_APPLIED);

        open(30, Duration.ofHours(1));

        assertThat(world.azure.calls).hasSize(1);
        assertThat(world.told(RulesApplied.class)).hasSize(30);
    }

    @Test
    void whoeverGetsNoWriteComesBackInTimeAndTakesAlongWhatIsPending() {
        world.asleep = true;
        world.approve(Duration.ofHours(1), source(1));
        world.record.slot = new WriteBudget.Slot.At(Duration.ofSeconds(4));

        assertThat(world.run()).isEqualTo(new Progress.NotYet(Duration.ofSeconds(4)));
        assertThat(world.azure.calls).isEmpty();
        world.approve(Duration.ofHours(1), source(2));
        world.record.slot = new WriteBudget.Slot.Now();
        world.run();

        assertThat(world.azure.calls).containsExactly("NSG -0 +2");
    }

    @Test
    void throttlingIsToldToTheBudgetOfAll() {
        world.azure.faults.add(FakeAzure.Fault.THROTTLED);

        world.approve(Duration.ofHours(1));

        assertThat(world.record.blocked).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void whereConnectionsAreFlushedRemovalsGoWithTheWholeNsg() {
        world.write(new WriteRules.Manner("demo", 20, WriteRules.Manner.HURRIED_FROM, true));
        world.approve(Duration.ofHours(1));
        world.azure.calls.clear();
        world.forward(Duration.ofHours(2));

        world.run();

        assertThat(world.azure.calls).containsExactly("NSG -1 +0");
    }

    private List<RequestId> open(int number, Duration duration) {
        world.asleep = true;
        List<RequestId> requests = new ArrayList<>();
        for (int at = 0; at < number; at++) {
            requests.add(world.approve(duration, source(at)));
        }
        world.run();
        world.asleep = false;
        return requests;
    }

    private static String source(int number) {
        return "203." + number / 250 + ".113." + (1 + number % 250);
    }
}
