package io.postern.contracts.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.VmId;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleNameTest {
    private static final GrantId GRANT = new GrantId("01KAJ5X9Q2V7N3M8R4T6W0Y1ZB");
    private static final Instant END = Instant.parse("2026-11-21T10:00:00Z");
    private static final VmId VM = new VmId("/subscriptions/00000000-0000-0000-0000-000000000001"
            + "/resourceGroups/contoso/providers/Microsoft.Compute/virtualMachines/web-1");

    @Test
    void theNameOfAnOpeningSaysWhoseItIsAndWhenItEnds() {
        RuleName.Opening opening = new RuleName.Opening("demo", GRANT, END);
        assertThat(opening.text()).isEqualTo("postern-demo-01kaj5x9q2v7n3m8r4t6w0y1zb-toujs0");
        assertThat(RuleName.parse("demo", opening.text())).contains(opening);
    }

    @Test
    void theNameOfABaselineSaysWhichVmItShields() {
        RuleName.Baseline baseline = RuleName.Baseline.of("demo", VM);
        assertThat(baseline.text()).matches("postern-demo-deny-[0-9a-f]{16}");
        assertThat(RuleName.parse("demo", baseline.text())).contains(baseline);
        VmId shouted = new VmId(VM.value().toUpperCase(Locale.ROOT));
        assertThat(RuleName.Baseline.of("demo", shouted)).isEqualTo(baseline);
    }

    @Test
    void azureMayChangeTheCaseOfAName() {
        RuleName opening = new RuleName.Opening("demo", GRANT, END);
        assertThat(RuleName.parse("demo", opening.text().toUpperCase(Locale.ROOT)))
                .contains(opening);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AllowSsh",
                "postern",
                "postern-demo",
                "postern-demo-deny-",
                "postern-demo-deny-0123456789abcdeg",
                "postern-demo-01kaj5x9q2v7n3m8r4t6w0y1zb",
                "postern-demo-01kaj5x9q2v7n3m8r4t6w0y1zb-",
                "postern-demo-01kaj5x9q2v7n3m8r4t6w0y1zb-toujs0-x",
                "postern-demo-01kaj5x9q2v7n3m8r4t6w0y1zb--1",
                "postern-demo-01kaj5x9q2v7n3m8r4t6w0y1z-toujs0",
                "postern-demo-81kaj5x9q2v7n3m8r4t6w0y1zb-tov4i8",
                "postern-demo-01kaj5x9q2v7n3m8r4t6w0y1zb-zzzzzzzzzzz",
                "x-postern-demo-01kaj5x9q2v7n3m8r4t6w0y1zb-toujs0",
                "postern-demo-01kaj5x9q2v7n3m8r4t6w0y1zb-toujs0\n"
            })
    void aForeignNameIsNotOurs(String name) {
        assertThat(RuleName.parse("demo", name)).isEmpty();
    }

    @Test
    void theRuleOfAnotherInstallationIsNotOurs() {
        assertThat(RuleName.parse("other", new RuleName.Opening("demo", GRANT, END).text()))
                .isEmpty();
        assertThat(RuleName.parse("demo", RuleName.Baseline.of("demo2", VM).text()))
                .isEmpty();
    }

    @Test
    void anEndFarBeyondAnyGrantIsStillOursToRemove() {
        assertThat(RuleName.parse("demo", "postern-demo-01kaj5x9q2v7n3m8r4t6w0y1zb-zzzzzzzzzz"))
                .containsInstanceOf(RuleName.Opening.class);
        assertThat(RuleName.parse("demo", "postern-demo-01kaj5x9q2v7n3m8r4t6w0y1zb-0"))
                .contains(new RuleName.Opening("demo", GRANT, Instant.EPOCH));
    }

    @Test
    void anEndIsAWholeSecondAfter1970() {
        assertThatThrownBy(() -> new RuleName.Opening("demo", GRANT, END.plusMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RuleName.Opening("demo", GRANT, Instant.ofEpochSecond(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Demo", "de-mo", "thirteenchars", "dé"})
    void anInstanceIsUpTo12LowerCaseLettersAndDigits(String instance) {
        assertThatThrownBy(() -> new RuleName.Opening(instance, GRANT, END))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RuleName.Baseline.of(instance, VM)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RuleName.parse(instance, "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
