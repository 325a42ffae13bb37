package io.postern.sweeper.app;

import static io.postern.sweeper.Rules.NOON;
import static io.postern.sweeper.Rules.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.id.BoundaryId;
import io.postern.sweeper.FakeNetwork;
import io.postern.sweeper.Rules;
import io.postern.sweeper.domain.ListedRule;
import io.postern.sweeper.domain.PassReport;
import io.postern.sweeper.domain.Sweep;
import io.postern.sweeper.domain.Swept;
import io.postern.sweeper.domain.Swept.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SweepPassTest {
    private static final String OTHER = "00000000-0000-0000-0000-000000000002";
    private static final Instant LONG_AGO = NOON.minusSeconds(3600);
    private final FakeNetwork network = new FakeNetwork();
    private final SweepPass pass = new SweepPass(
            network,
            new Sweep("demo", Duration.ofSeconds(3)),
            List.of(SUBSCRIPTION, OTHER),
            Duration.ofSeconds(10),
            20);

    @Test
    void aPassRemovesWhatIsOverdueAndNothingElse() throws InterruptedException {
        ListedRule overdue = Rules.opening("demo", LONG_AGO);
        List<ListedRule> staying = List.of(
                Rules.opening("demo", NOON.plusSeconds(60)),
                Rules.opening("prod", LONG_AGO),
                Rules.allow("web-1-nsg", "AllowSsh"),
                Rules.deny("web-1-nsg", "postern-demo-deny-0123456789abcdef"));
        network.rules.add(overdue);
        network.rules.addAll(staying);

        PassReport report = pass.run(false, NOON);

        assertThat(network.rules).containsExactlyElementsOf(staying);
        assertThat(report.swept()).extracting(swept -> swept.overdue().rule()).containsExactly(overdue);
        assertThat(report.count(Fate.REMOVED)).isOne();
        assertThat(report.complete()).isTrue();
    }

    @Test
    void aRehearsalRemovesNothing() throws InterruptedException {
        network.rules.add(Rules.opening("demo", LONG_AGO));
        PassReport report = pass.run(true, NOON);
        assertThat(network.rules).hasSize(1);
        assertThat(report.swept()).extracting(Swept::fate).containsExactly(Fate.SPARED);
    }

    @Test
    void whatCannotBeRemovedIsToldAndMetAgain() throws InterruptedException {
        ListedRule stubborn = Rules.opening("demo", LONG_AGO);
        network.rules.addAll(List.of(stubborn, Rules.opening("demo", LONG_AGO)));
        network.stubborn.add(stubborn.name());
        assertThat(pass.run(false, NOON).count(Fate.FAILED)).isOne();
        assertThat(network.rules).containsExactly(stubborn);
        network.stubborn.clear();
        assertThat(pass.run(false, NOON).count(Fate.REMOVED)).isOne();
        assertThat(network.rules).isEmpty();
    }

    @Test
    void aSubscriptionThatCannotBeListedDoesNotHinderTheOthers() throws InterruptedException {
        network.rules.add(Rules.opening("demo", LONG_AGO));
        network.unlistable.add(OTHER);
        PassReport report = pass.run(false, NOON);
        assertThat(network.rules).isEmpty();
        assertThat(report.unlisted()).containsExactly(OTHER);
        assertThat(report.complete()).isFalse();
    }

    @Test
    @Timeout(20)
    void boundariesAreSweptSideBySide() throws InterruptedException {
        network.together = new CountDownLatch(3);
        for (String boundary : List.of("a-nsg", "b-nsg", "c-nsg")) {
            network.rules.add(Rules.opening(boundary, "demo", LONG_AGO));
        }
        assertThat(pass.run(false, NOON).count(Fate.REMOVED)).isEqualTo(3);
    }

    @Test
    @Timeout(20)
    void aBoundaryThatHangsKeepsNeitherTheOthersNorTheNextPassWaiting() throws InterruptedException {
        SweepPass brisk = new SweepPass(
                network, new Sweep("demo", Duration.ofSeconds(3)), List.of(SUBSCRIPTION), Duration.ofMillis(300), 20);
        network.rules.add(Rules.opening("a-nsg", "demo", LONG_AGO));
        network.hanging.put("a-nsg", new CountDownLatch(1));
        network.rules.add(Rules.opening("b-nsg", "demo", LONG_AGO));
        assertThat(brisk.run(false, NOON).count(Fate.REMOVED)).isOne();

        network.rules.add(Rules.opening("b-nsg", "demo", LONG_AGO));
        PassReport second = brisk.run(false, NOON);

        assertThat(second.complete()).isTrue();
        assertThat(second.count(Fate.REMOVED)).isOne();
        assertThat(second.count(Fate.FAILED)).isOne();
        network.hanging.get("a-nsg").countDown();
    }

    @Test
    void azuresClockDecidesNotOurs() throws InterruptedException {
        network.azureNow = NOON.minusSeconds(30);
        network.rules.add(Rules.opening("demo", NOON.minusSeconds(10)));
        PassReport report = pass.run(false, NOON);
        assertThat(report.swept()).isEmpty();
        assertThat(report.complete()).isTrue();
    }

    @Test
    void aTimeThatCannotBeClosesNothingEarlyAndIsNoProof() throws InterruptedException {
        network.azureNow = NOON.plus(Duration.ofDays(365));
        network.rules.add(Rules.opening("demo", NOON.plusSeconds(60)));
        network.rules.add(Rules.opening("demo", LONG_AGO));

        PassReport report = pass.run(false, NOON);

        assertThat(report.count(Fate.REMOVED)).isOne();
        assertThat(network.rules).hasSize(1);
        assertThat(report.untimely()).containsExactly(SUBSCRIPTION, OTHER);
        assertThat(report.proves(NOON)).isFalse();
    }

    @Test
    void manyOfOneNsgGoTogether() throws InterruptedException {
        for (int at = 0; at < 20; at++) {
            network.rules.add(Rules.opening("a-nsg", "demo", LONG_AGO));
        }
        network.rules.add(Rules.opening("b-nsg", "demo", LONG_AGO));

        assertThat(pass.run(false, NOON).count(Fate.REMOVED)).isEqualTo(21);
        assertThat(network.writes).hasValue(2);
    }

    @Test
    void withoutTheRightToWriteNsgsManyGoOneByOne() throws InterruptedException {
        network.rulesOnly = true;
        for (int at = 0; at < 25; at++) {
            network.rules.add(Rules.opening("a-nsg", "demo", LONG_AGO));
        }

        assertThat(pass.run(false, NOON).count(Fate.REMOVED)).isEqualTo(25);
        assertThat(network.writes).hasValue(26);
    }

    @Test
    void whoeverMayRemoveNothingProvesNothing() throws InterruptedException {
        ListedRule one = Rules.opening("a-nsg", "demo", LONG_AGO);
        network.rules.add(one);
        network.forbidden.add(one.name());
        PassReport refused = pass.run(false, NOON);
        assertThat(refused.count(Fate.REFUSED)).isOne();
        assertThat(refused.proves(NOON)).isFalse();

        network.rules.add(Rules.opening("b-nsg", "demo", LONG_AGO));
        PassReport some = pass.run(false, NOON);
        assertThat(some.count(Fate.REFUSED)).isOne();
        assertThat(some.proves(NOON)).isTrue();
        assertThat(some.failed()).isOne();
    }

    @Test
    void whatDoesNotGoTogetherForNowIsLeftToTheNextPass() throws InterruptedException {
        for (NetworkFailure why : List.of(new NetworkFailure("no answer"), NetworkFailure.throttled("429"))) {
            many(25);
            network.writes.set(0);
            network.whole = why;
            assertThat(pass.run(false, NOON).count(Fate.FAILED)).isEqualTo(25);
            assertThat(network.writes).hasValue(1);

            network.whole = null;
            assertThat(pass.run(false, NOON).count(Fate.REMOVED)).isEqualTo(25);
            assertThat(network.writes).hasValue(2);
        }
    }

    @Test
    void whatAzureFailsToDoTogetherTwiceInARowGoesOneByOne() throws InterruptedException {
        many(25);
        network.whole = new NetworkFailure("500");
        assertThat(pass.run(false, NOON).count(Fate.FAILED)).isEqualTo(25);
        assertThat(network.writes).hasValue(1);

        assertThat(pass.run(false, NOON).count(Fate.REMOVED)).isEqualTo(25);
        assertThat(network.writes).hasValue(27);
    }

    @Test
    void aWriteTogetherThatSucceedsForgetsTheFailureBefore() throws InterruptedException {
        for (int round = 0; round < 2; round++) {
            many(25);
            network.whole = new NetworkFailure("500");
            assertThat(pass.run(false, NOON).count(Fate.FAILED)).isEqualTo(25);
            network.whole = null;
            assertThat(pass.run(false, NOON).count(Fate.REMOVED)).isEqualTo(25);
        }
        assertThat(network.writes).hasValue(4);
    }

    @Test
    void whatStandsAtAFirewallGoesTogetherOrNotAtAll() throws InterruptedException {
        ListedRule rule = new ListedRule(
                new BoundaryId(
                        Rules.nsg(SUBSCRIPTION, "fw").value().replace("networkSecurityGroups", "azureFirewalls")),
                Rules.opening("demo", LONG_AGO).name(),
                true);
        network.rules.add(rule);
        for (NetworkFailure why :
                List.of(new NetworkFailure("500"), NetworkFailure.notSo("400"), new NetworkFailure("500"))) {
            network.whole = why;
            assertThat(pass.run(false, NOON).count(Fate.FAILED)).isOne();
        }
        network.rulesOnly = true;
        assertThat(pass.run(false, NOON).count(Fate.REFUSED)).isOne();
        assertThat(network.writes).hasValue(4);

        network.rulesOnly = false;
        network.whole = null;
        assertThat(pass.run(false, NOON).count(Fate.REMOVED)).isOne();
    }

    @Test
    void firewallsThatMayNotBeListedAreToldAndNoReasonToOpenNothing() throws InterruptedException {
        network.rules.add(Rules.opening("demo", LONG_AGO));
        network.hidden.add(SUBSCRIPTION);
        PassReport report = pass.run(false, NOON);
        assertThat(report.count(Fate.REMOVED)).isOne();
        assertThat(report.firewallsHidden()).containsExactly(SUBSCRIPTION);
        assertThat(report.proves(NOON)).isTrue();
    }

    @Test
    void whatCannotGoTogetherGoesOneByOne() throws InterruptedException {
        many(25);
        network.whole = NetworkFailure.notSo("400");
        assertThat(pass.run(false, NOON).count(Fate.REMOVED)).isEqualTo(25);
    }

    @Test
    void onceAzureWantsToBeLeftAloneNoMoreIsAskedOfThatNsg() throws InterruptedException {
        many(5);
        network.throttled = true;
        PassReport report = pass.run(false, NOON);
        assertThat(network.writes).hasValue(1);
        assertThat(report.count(Fate.FAILED)).isEqualTo(5);
        assertThat(report.swept())
                .allSatisfy(swept -> assertThat(swept.detail()).contains("429"));
    }

    @Test
    void ofASubscriptionReadInPartIsSweptWhatWasReadAndNothingProved() throws InterruptedException {
        network.rules.add(Rules.opening("demo", LONG_AGO));
        network.partly.add(SUBSCRIPTION);
        PassReport report = pass.run(false, NOON);
        assertThat(network.rules).isEmpty();
        assertThat(report.unlisted()).containsExactly(SUBSCRIPTION);
        assertThat(report.proves(NOON)).isFalse();
    }

    private void many(int count) {
        for (int at = 0; at < count; at++) {
            network.rules.add(Rules.opening("a-nsg", "demo", LONG_AGO));
        }
    }

    @Test
    void aSweeperOfNothingDoesNotStart() {
        assertThatThrownBy(() ->
                        new SweepPass(network, new Sweep("demo", Duration.ZERO), List.of(), Duration.ofSeconds(1), 20))
                .hasMessageContaining("at least one subscription");
    }
}
