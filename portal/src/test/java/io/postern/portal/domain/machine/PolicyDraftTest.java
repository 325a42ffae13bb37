package io.postern.portal.domain.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDraftTest {
    private static final ConditionsDraft USUAL = new ConditionsDraft(false, false, "24", "56", false, "");

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "99999", "22x", "-1", "1.5", "٢٢"})
    void whatIsNoPortIsSaidAtItsField(String port) {
        assertThat(row(port, "", "3", "h").wrongPort()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "*", "203.0.113.7", "203.0.113.0/24, 198.51.100.1", "2001:db8::/64", "10.0.0.0/8;10.1.0.0/16"
            })
    void sourcesAreAddressesAndPrefixesOrWhateverTheRequestNames(String sources) {
        assertThat(row("22", sources, "3", "h").wrongSources()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"here", "203.0.113.7/33", "203.0.113.0/24, Internet", "1.2.3"})
    void otherSourcesAreNamedAtTheirField(String sources) {
        assertThat(row("22", sources, "3", "h").wrongSources()).contains("no address or prefix");
    }

    @ParameterizedTest
    @CsvSource({"5,min,PT5M", "90,min,PT1H30M", "24,h,PT24H", "1.5,h,PT1H30M", "'0,5',h,PT30M"})
    void aLengthIsSentAsTheServiceWritesIt(String time, String unit, String sent) {
        PortRow row = row("22", "", time, unit);
        assertThat(row.wrongTime()).isEmpty();
        assertThat(row.offer().maxDuration()).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({"4,min", "25,h", "1441,min", "'',h", "soon,h", "-3,h"})
    void otherLengthsAreSaidAtTheirField(String time, String unit) {
        assertThat(row("22", "", time, unit).wrongTime()).isNotEmpty();
    }

    @Test
    void aPortMayBeNamedOnceForEachProtocol() {
        PolicyDraft twice = draft(new PortRow("22", "*", "", "3", "h"), new PortRow("022", "*", "", "3", "h"))
                .checked();
        assertThat(twice.isRight()).isFalse();
        assertThat(twice.rows().get(1).wrongPort()).contains("twice");
        assertThat(draft(new PortRow("53", "TCP", "", "3", "h"), new PortRow("53", "UDP", "", "3", "h"))
                        .checked()
                        .isRight())
                .isTrue();
    }

    @Test
    void aPolicyWithoutPortsIsNoPolicy() {
        assertThat(draft().checked().wrong()).singleElement().asString().contains("at least one port");
    }

    @Test
    void whatIsReadIsWhatIsSentAgain() {
        MachinePolicy policy = new MachinePolicy(
                "\"3\"",
                List.of(
                        new OfferedPort(22, "*", List.of("*"), "PT8H"),
                        new OfferedPort(443, "TCP", List.of("198.51.100.0/24", "203.0.113.7/32"), "PT45M")),
                new MachinePolicy.Conditions(true, true, new MachinePolicy.Widest(16, 48), true, "c1"));
        PolicyDraft draft = PolicyDraft.of(policy).checked();
        assertThat(draft.isRight()).isTrue();
        assertThat(draft.offers()).isEqualTo(policy.ports());
        assertThat(draft.demands()).isEqualTo(policy.conditions());
        assertThat(draft.conditions().isSpecial()).isTrue();
        assertThat(PolicyDraft.of(new MachinePolicy("", policy.ports(), null))
                        .conditions()
                        .isSpecial())
                .isFalse();
    }

    @Test
    void whatTheServiceFindsWrongIsPutBesideTheFieldThatItNames() {
        PolicyDraft told = draft(row("22", "", "3", "h"))
                .because(List.of("Field 'ports[0].port': it is taken.", "Field 'ports[7].port': what?", "Too much."));
        assertThat(told.rows().getFirst().wrongPort()).isEqualTo("it is taken.");
        assertThat(told.wrong()).containsExactly("Field 'ports[7].port': what?", "Too much.");
        assertThat(told.isRight()).isFalse();
    }

    @Test
    void aNewPolicyBeginsWithThePortsOfTheSystem() {
        assertThat(PolicyDraft.fresh(Examples.vm("linux")).offers())
                .extracting(OfferedPort::port)
                .containsExactly(22);
        assertThat(PolicyDraft.fresh(Examples.vm("WINDOWS")).offers())
                .extracting(OfferedPort::port)
                .containsExactly(3389, 5985, 5986);
        assertThat(PolicyDraft.fresh(Examples.vm("")).others()).isEmpty();
        assertThat(PolicyDraft.fresh(Examples.vm("linux")).others()).hasSize(3);
    }

    @Test
    void thePreviewIsAboutThePortsThatCanBeReadAlready() {
        assertThat(draft(row("22", "nonsense", "x", "h"), row("", "", "3", "h"), row("22", "", "3", "h"))
                        .named())
                .extracting(OfferedPort::port)
                .containsExactly(22);
    }

    @Test
    void conditionsOutOfTheirBoundsAreSaidAtTheirFields() {
        ConditionsDraft wrong = new ConditionsDraft(false, false, "33", "0", false, "c 1").checked();
        assertThat(wrong.isRight()).isFalse();
        assertThat(wrong.wrongIpv4()).isNotEmpty();
        assertThat(wrong.wrongIpv6()).isNotEmpty();
        assertThat(wrong.wrongContext()).isNotEmpty();
        assertThat(new ConditionsDraft(false, false, "", "", false, "")
                        .checked()
                        .conditions())
                .isEqualTo(MachinePolicy.Conditions.USUAL);
    }

    private static PortRow row(String port, String sources, String time, String unit) {
        return new PortRow(port, "*", sources, time, unit).checked();
    }

    private static PolicyDraft draft(PortRow... rows) {
        return new PolicyDraft("\"1\"", List.of(rows), USUAL);
    }
}
