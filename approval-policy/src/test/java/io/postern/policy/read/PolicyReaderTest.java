package io.postern.policy.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.contracts.id.PersonId;
import io.postern.policy.ApprovalPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {
    private static final String HEAD = """
            name: p
            groups: { approvers: 33333333-0000-0000-0000-000000000001 }
            schedules: { office: { zone: Europe/Amsterdam, days: [mon, fri], from: "08:00", to: "18:00" } }
            rules:
            """;

    @Test
    void aVersionIsTheNameWithTheDigestOfTheText() {
        ApprovalPolicy policy = PolicyReader.read("name: small\n");
        assertThat(policy.version()).matches("small@[0-9a-f]{12}");
        assertThat(policy.text()).isEqualTo("name: small\n");
        assertThat(PolicyReader.read("name: small \n").version()).isNotEqualTo(policy.version());
    }

    @Test
    void whatIsNotSaidIsCautious() {
        ApprovalPolicy policy = PolicyReader.read("name: small\n");
        assertThat(policy.botsUpTo()).isEqualTo(Risk.MEDIUM);
        assertThat(policy.extensionsAtMost()).isEqualTo(3);
        assertThat(policy.looksAtGroups()).isFalse();
        assertThat(policy.looksAtInventory()).isFalse();
    }

    @Test
    void aPolicySaysWhatItLooksAt() {
        ApprovalPolicy groups = PolicyReader.read(
                HEAD + "  - { name: r, when: \"'approvers' in subject.groups\", approve: automatically }\n");
        assertThat(groups.looksAtGroups(false)).isTrue();
        assertThat(groups.looksAtInventory()).isFalse();
        ApprovalPolicy inventory =
                PolicyReader.read(HEAD + "  - { name: r, when: \"target.os == 'linux'\", approve: automatically }\n");
        assertThat(inventory.looksAtInventory()).isTrue();
        ApprovalPolicy glass = PolicyReader.read("""
                name: p
                groups: { oncall: 33333333-0000-0000-0000-000000000003 }
                breakGlass: [ { name: e, who: oncall, review: { by: oncall } } ]
                """);
        assertThat(glass.looksAtGroups(false)).isFalse();
        assertThat(glass.looksAtGroups(true)).isTrue();
    }

    @Test
    void linkedAccountsAreOneHumanAcrossTheirLinks() {
        ApprovalPolicy policy =
                PolicyReader.read("name: p\nlinkedIdentities: [ [t/a, t/B], [t/c, u/d], [T/b, t/c] ]\n");
        assertThat(policy.sameHuman(new PersonId("t", "a"), new PersonId("u", "d")))
                .isTrue();
        assertThat(policy.sameHuman(new PersonId("t", "x"), new PersonId("t", "x")))
                .isTrue();
        assertThat(policy.sameHuman(new PersonId("t", "a"), new PersonId("t", "d")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rule: x | 1 | 1 | nobody knows the key rule here. Did you mean rules?",
                "name: A b | 1 | 7 | a name has small letters",
                "name: p\\nname: q | 2 | 1 | the key name is here twice",
                "groups: {} | 1 | 1 | the key name is missing",
                "name: p\\ngroups: { a: b } | 2 | 14 | write the object id of a group",
                "name: p\\nrules: [ { name: r } ] | 2 | 10 | rule r does nothing",
                "name: p\\nrules: [ { name: r, approve: never } ] | 2 | 30 | write automatically here",
                "name: p\\nrules: [ { name: r, deny: x, approve: automatically } ] | 2 | 27 | split rule r in two",
                "name: p\\nrules: [ { name: otherwise, deny: x } ] | 2 | 10 | there is a rule otherwise already",
                "name: p\\nrules: [ { name: r, deny: x }, { name: r, deny: y } ] | 2 | 32 | a rule r already",
                "name: p\\nrules: [ { name: r, approve: { stages: [ { from: [b] } ] } } ] | 2 | 51 | no group b",
                "name: p\\nrules: [ { name: r, approve: { stages: [] } } ] | 2 | 40 | 1 to 10 stages",
                "name: p\\nrules: [ { name: r, deny: x, during: y } ] | 2 | 38 | there is no schedule y",
                "name: p\\nrules: [ { name: r, require: { maxDuration: 4h } } ] | 2 | 45 | PT30M, PT4H or P7D",
                "name: p\\nrules: [ { name: r, require: { ticket: '(' } } ] | 2 | 40 | RE2",
                "name: p\\nrules: [ { name: r, require: { risk: hihg } } ] | 2 | 38 | Did you mean high?",
                "name: p\\nrules: [ { name: r, require: {} } ] | 2 | 30 | say what is required",
                "name: p\\nschedules: { s: { zone: Europe/Amsterdm, from: '1', to: '2' } } | 2 | 48 | a time of day",
                "name: p\\nextensions: { atMost: many } | 2 | 23 | a number from 0 to 100",
                "name: p\\nbotsUpTo: Medium | 2 | 11 | Did you mean medium?",
                "name: p\\notherwise: allow | 2 | 12 | write deny here",
                "name: p\\nlinkedIdentities: [ [t/a] ] | 2 | 21 | at least two accounts",
                "name: p\\nlinkedIdentities: [ [t/a, b] ] | 2 | 27 | tenant/object-id",
                "name: &x p | 1 | 7 | anchors",
                "name: !java p | 1 | 7 | tags",
                "name: p\\nrules: [ | 2 | 9 | not well-formed YAML",
                "[ a ] | 1 | 1 | keys with values",
                "name: [ a ] | 1 | 7 | one value",
                "'' | 1 | 1 | keys with values"
            })
    void aFaultNamesItsPlaceAndWhatToDo(String text, int line, int column, String sentence) {
        assertThatThrownBy(() -> PolicyReader.read(text.replace("\\n", "\n")))
                .isInstanceOfSatisfying(PolicyFault.class, fault -> {
                    assertThat(fault).hasMessageContaining(sentence);
                    assertThat(fault.line()).isEqualTo(line);
                    assertThat(fault.column()).isEqualTo(column);
                });
    }

    @Test
    void anEmptyTextAndTwoDocumentsAreFaults() {
        assertThatThrownBy(() -> PolicyReader.read("")).isInstanceOf(PolicyFault.class);
        assertThatThrownBy(() -> PolicyReader.read("# nothing\n")).isInstanceOf(PolicyFault.class);
        assertThatThrownBy(() -> PolicyReader.read("name: p\n---\nname: q\n")).isInstanceOf(PolicyFault.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  - name: r\n    deny: x\n    when: target.nmae == 'x'",
                "  - name: r\n    deny: x\n    when: \"true && target.nmae == 'x'\"",
                "  - name: r\n    deny: x\n    when: |\n      true &&\n      target.nmae == 'x'",
                "  - name: r\n    deny: x\n    when: >-\n      true\n      && target.nmae == 'x'"
            })
    void aFaultInAConditionPointsIntoIt(String rule) {
        String text = HEAD + rule + "\n";
        assertThatThrownBy(() -> PolicyReader.read(text)).isInstanceOfSatisfying(PolicyFault.class, fault -> {
            String line = text.split("\n", -1)[fault.line() - 1];
            assertThat(line.substring(fault.column() - 1)).startsWith("target.nmae");
        });
    }

    @Test
    void aBombIsRefusedBeforeItGoesOff() {
        StringBuilder laughs = new StringBuilder("name: p\na0: &a0 [x]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("]\n");
        }
        assertThatThrownBy(() -> PolicyReader.read(laughs.toString())).isInstanceOf(PolicyFault.class);
        assertThatThrownBy(() -> PolicyReader.read("rules: " + "[".repeat(10_000)))
                .isInstanceOf(PolicyFault.class);
        assertThatThrownBy(() -> PolicyReader.read("name: p\n#" + "x".repeat(1_000_000)))
                .isInstanceOf(PolicyFault.class)
                .hasMessageContaining("at most 1,000,000 characters");
        assertThatThrownBy(() -> PolicyReader.read("name: p\nrules: &a [ *a ]\n"))
                .isInstanceOf(PolicyFault.class);
    }

    @Test
    void wordsThatOtherReadersTakeForSomethingElseStayWords() {
        assertThat(PolicyReader.read("name: no\nschedules: { on: { zone: UTC, from: 08:00, to: 24:00 } }\n")
                        .version())
                .startsWith("no@");
    }
}
