package io.postern.portal.domain.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingTest {
    private static final String NSG =
            "/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/nsg-1";
    private static final Instant SINCE = Instant.parse("2026-11-22T03:00:00Z");

    @ParameterizedTest
    @EnumSource(FindingKind.class)
    void eachKindSaysWhatToDo(FindingKind kind) {
        assertThat(kind.todo()).endsWith(".");
        assertThat(kind.title()).isNotBlank();
    }

    @Test
    void commandsNameThePlaceOfTheFinding() {
        assertThat(finding("unrecorded-deny", NSG, "postern-x").commands())
                .containsExactly("az network nsg rule delete --subscription s-1 --resource-group rg --nsg-name nsg-1"
                        + " --name postern-x");
        assertThat(finding("locked", NSG, "").commands())
                .as("without a rule there is none to take away")
                .hasSize(2);
        assertThat(finding("no-unprotect", NSG, "").commands()).isEmpty();
        assertThat(finding("bypass", null, "").commands()).isEmpty();
    }

    @Test
    void noNameBecomesMoreThanOneWordOfACommand() {
        assertThat(finding("unrecorded-deny", NSG, "x; rm -rf / 'now' $(id)")
                        .commands()
                        .getFirst())
                .endsWith(" --name 'x; rm -rf / '\\''now'\\'' $(id)'");
    }

    @Test
    void theWorstComesFirstAndOfThoseTheNewest() {
        Finding older = new Finding(NSG, "bypass", null, "a", SINCE.minusSeconds(9));
        Finding newer = new Finding(NSG, "locked", null, "b", SINCE);
        Finding low = new Finding(NSG, "rules-only", null, "c", SINCE.plusSeconds(9));

        assertThat(List.of(low, older, newer).stream().sorted(Finding.ORDER)).containsExactly(newer, older, low);
    }

    @Test
    void aKindOfANewerVersionIsShownAllTheSame() {
        Finding finding = finding("of-tomorrow", null, "");

        assertThat(finding.what()).isEqualTo(FindingKind.OTHER);
        assertThat(finding.where()).isEqualTo("The enforcer");
        assertThat(finding.sentence()).isEqualTo("It is so.");
    }

    @Test
    void allKindsOfTheEnforcerAreKnown() {
        assertThat(Arrays.stream(FindingKind.values()).filter(kind -> kind != FindingKind.OTHER))
                .hasSize(12);
    }

    private static Finding finding(String kind, @Nullable String boundary, String rule) {
        return new Finding(boundary, kind, rule.isEmpty() ? null : rule, "it is so", SINCE);
    }
}
