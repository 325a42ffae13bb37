package io.postern.sweeper.adapter.command;

import static io.postern.sweeper.Rules.NOON;
import static io.postern.sweeper.Rules.SUBSCRIPTION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.sweeper.FakeNetwork;
import io.postern.sweeper.Rules;
import io.postern.sweeper.app.SweepPass;
import io.postern.sweeper.domain.ListedRule;
import io.postern.sweeper.domain.Sweep;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class OncePassTest {
    private final FakeNetwork network = new FakeNetwork();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final OncePass once = new OncePass(
            new SweepPass(
                    network,
                    new Sweep("demo", Duration.ofSeconds(3)),
                    List.of(SUBSCRIPTION),
                    Duration.ofSeconds(10),
                    20),
            Clock.fixed(NOON, ZoneOffset.UTC),
            new PrintStream(out, true, UTF_8));

    @Test
    void everyRuleAndTheSumIsALineOfJson() throws InterruptedException {
        ListedRule rule = Rules.opening("demo", NOON.minusSeconds(60));
        network.rules.add(rule);
        assertThat(once.run(false)).isZero();
        assertThat(lines())
                .containsExactly(
                        "{\"rule\":\"" + rule.name() + "\",\"boundary\":\""
                                + rule.boundary().value()
                                + "\",\"end\":\"2026-11-21T11:59:00Z\",\"fate\":\"removed\",\"detail\":\"no longer in Azure\"}",
                        "{\"removed\":1,\"failed\":0,\"spared\":0,\"unlisted\":[],\"untimely\":[],\"firewallsHidden\":[]}");
    }

    @Test
    void aRehearsalSparesAndSucceeds() throws InterruptedException {
        network.rules.add(Rules.opening("demo", NOON.minusSeconds(60)));
        assertThat(once.run(true)).isZero();
        assertThat(lines())
                .last()
                .isEqualTo(
                        "{\"removed\":0,\"failed\":0,\"spared\":1,\"unlisted\":[],\"untimely\":[],\"firewallsHidden\":[]}");
    }

    @Test
    void aRuleThatStaysIsAFailure() throws InterruptedException {
        ListedRule rule = Rules.opening("demo", NOON.minusSeconds(60));
        network.rules.add(rule);
        network.stubborn.add(rule.name());
        assertThat(once.run(false)).isOne();
    }

    @Test
    void aSubscriptionThatCannotBeListedIsAFailure() throws InterruptedException {
        network.unlistable.add(SUBSCRIPTION);
        assertThat(once.run(false)).isOne();
        assertThat(lines())
                .containsExactly("{\"removed\":0,\"failed\":0,\"spared\":0,\"unlisted\":[\"" + SUBSCRIPTION
                        + "\"],\"untimely\":[],\"firewallsHidden\":[]}");
    }

    @Test
    void firewallsThatMayNotBeListedAreAFailureToo() throws InterruptedException {
        network.hidden.add(SUBSCRIPTION);
        assertThat(once.run(false)).isOne();
        assertThat(lines())
                .containsExactly("{\"removed\":0,\"failed\":0,\"spared\":0,\"unlisted\":[],\"untimely\":[],"
                        + "\"firewallsHidden\":[\"" + SUBSCRIPTION + "\"]}");
    }

    private List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }
}
