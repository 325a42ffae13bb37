package io.postern.sweeper.domain;

import static io.postern.sweeper.Rules.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.RuleName;
import io.postern.sweeper.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SweepTest {
    private final Sweep sweep = new Sweep("demo", Duration.ofSeconds(3));

    @Test
    void anOpeningIsOverdueOnceItsEndIsLongerAgoThanTheGrace() {
        ListedRule rule = Rules.opening("demo", NOON);
        assertThat(sweep.overdue(List.of(rule), NOON.plusSeconds(4))).containsExactly(new OverdueRule(rule, NOON));
        assertThat(sweep.overdue(List.of(rule), NOON.plusSeconds(3))).isEmpty();
        assertThat(sweep.overdue(List.of(rule), NOON)).isEmpty();
        assertThat(sweep.overdue(List.of(rule), NOON.minusSeconds(3600))).isEmpty();
    }

    @Test
    void ofAnExtendedAccessTheOldRuleGoesOnceItIsOverAndTheNewOneStaysUntilItsOwnEnd() {
        ListedRule before = Rules.opening("demo", NOON);
        ListedRule extension = Rules.opening("demo", NOON.plusSeconds(3600));
        List<ListedRule> both = List.of(before, extension);

        assertThat(sweep.overdue(both, NOON.plusSeconds(3))).isEmpty();
        assertThat(sweep.overdue(both, NOON.plusSeconds(4))).containsExactly(new OverdueRule(before, NOON));
        assertThat(sweep.overdue(both, NOON.plusSeconds(3603))).containsExactly(new OverdueRule(before, NOON));
        assertThat(sweep.overdue(both, NOON.plusSeconds(3604))).hasSize(2);
    }

    @Test
    void aRuleIsNamedAsAzureSpellsIt() {
        ListedRule quiet = Rules.opening("demo", NOON);
        ListedRule loud = Rules.allow("web-1-nsg", quiet.name().toUpperCase(Locale.ROOT));
        assertThat(sweep.overdue(List.of(loud), NOON.plusSeconds(60)))
                .extracting(overdue -> overdue.rule().name())
                .containsExactly(loud.name());
    }

    @Test
    void anOpeningOfAnotherInstallationIsLeftAlone() {
        assertThat(sweep.overdue(List.of(Rules.opening("prod", NOON)), NOON.plusSeconds(3600)))
                .isEmpty();
    }

    @Test
    void foreignRulesAreLeftAlone() {
        List<ListedRule> foreign =
                List.of(Rules.allow("web-1-nsg", "AllowSsh"), Rules.allow("web-1-nsg", "postern-demo"));
        assertThat(sweep.overdue(foreign, NOON)).isEmpty();
    }

    @Test
    void baselinesAreLeftAlone() {
        VmId vm = new VmId("/subscriptions/" + Rules.SUBSCRIPTION
                + "/resourceGroups/contoso/providers/Microsoft.Compute/virtualMachines/web-1");
        String baseline = RuleName.Baseline.of("demo", vm).text();
        assertThat(sweep.overdue(List.of(Rules.deny("web-1-nsg", baseline)), NOON))
                .isEmpty();
        assertThat(sweep.overdue(List.of(Rules.allow("web-1-nsg", baseline)), NOON))
                .isEmpty();
    }

    @Test
    void aDenyIsLeftAloneWhateverItIsCalled() {
        String name = Rules.opening("demo", NOON).name();
        assertThat(sweep.overdue(List.of(Rules.deny("web-1-nsg", name)), NOON.plusSeconds(3600)))
                .isEmpty();
    }

    @Test
    void anEndFarBeyondAnyGrantIsNoTrouble() {
        String name = "postern-demo-01kaj5x9q2v7n3m8r4t6w0y1zb-zzzzzzzzzz";
        assertThat(sweep.overdue(List.of(Rules.allow("web-1-nsg", name)), NOON)).isEmpty();
    }

    @Test
    void azuresTimeIsBelievedUnlessItIsAheadOfOurs() {
        assertThat(Sweep.believed(NOON.plusSeconds(2), NOON)).isEqualTo(NOON.plusSeconds(2));
        assertThat(Sweep.believed(NOON.plusMillis(2001), NOON)).isEqualTo(NOON);
        assertThat(Sweep.believed(NOON.plusSeconds(57), NOON)).isEqualTo(NOON);
        assertThat(Sweep.believed(NOON.minusSeconds(1), NOON)).isEqualTo(NOON.minusSeconds(1));
        assertThat(Sweep.believed(NOON.minusSeconds(90), NOON)).isEqualTo(NOON.minusSeconds(90));
    }

    @Test
    void aMalformedInstanceOrGraceStopsTheStart() {
        assertThatThrownBy(() -> new Sweep("Demo", Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sweep("demo", Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Sweep("demo", Duration.ZERO).overdue(List.of(), Instant.EPOCH))
                .isEmpty();
    }
}
