package io.postern.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.id.PersonId;
import io.postern.policy.lint.Remark.Severity;
import io.postern.policy.read.PolicyReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintTest {
    private static final String A = "33333333-0000-0000-0000-00000000000a";
    private static final String B = "33333333-0000-0000-0000-00000000000b";
    private static final String HEAD = "name: p\ngroups: { a: " + A + ", b: " + B + " }\n";
    private static final String CLEAN = """
            otherwise: { stages: [ { from: [a, b] } ] }
            rules:
              - { name: web, when: target.name == 'web-1', approve: automatically }
            """;

    private static List<Remark> lint(String rest) {
        return Lint.of(PolicyReader.read(HEAD + rest), Optional.empty());
    }

    @Test
    void thereIsNothingToSayAboutACleanPolicy() {
        assertThat(lint(CLEAN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "- { name: r, deny: x };                                               ERROR;   r; always denies",
                "- { name: r, when: 1 < 2 || target.name == 'x', deny: x };            ERROR;   r; always denies",
                "- { name: r, when: 1 > 2, approve: automatically };                   ERROR;   r; never true",
                "- { name: r, when: target.os == 'x' || true, require: { ticket: x } };WARNING; r; always true",
                "- { name: r, when: 1 / 0 == 1, deny: x };                             ERROR;   r; fails whatever",
                "- { name: r, when: target.name == 'Web-2', deny: x };                 ERROR;   r; write 'web-2'",
                "- { name: r, when: \"target.name in ['Web-2']\", deny: x };           ERROR;   r; write 'web-2'",
                "- { name: r, when: \"'Env' in target.tags\", deny: x };               ERROR;   r; write 'env'",
                "- { name: r, when: \"target.tags['env'] == 'x'\", deny: x };          HINT;    r; begin with 'env' in",
                "- { name: r, when: \"'c' in subject.groups\", deny: x };              ERROR;   r; no group c",
                "- { name: r, approve: automatically };                                WARNING; otherwise; always approves",
                "- { name: r, approve: automatically };                                WARNING; web; approves nothing",
                "- { name: r, when: target.name  ==  'web-1', deny: x };               WARNING; web; which denies",
                "- { name: r, when: target.name=='web-1', approve: { stages: [ { from: a } ] } }; WARNING; web; asks people",
                "- { name: r, when: target.name=='web-1', require: { ticket: x } };    HINT;    r; holds exactly when",
                "- { name: r, require: { maxDuration: PT0S } };                        ERROR;   r; under a minute",
                "- { name: r, require: { patience: P2D } };                            WARNING; r; changes nothing",
                "- { name: r, require: { risk: low } };                                WARNING; r; changes nothing"
            })
    void whatCannotBeMeantIsSaid(String rule, Severity severity, String about, String sentence) {
        assertThat(lint(CLEAN + "  " + rule + "\n")).anySatisfy(remark -> {
            assertThat(remark.severity()).isEqualTo(severity);
            assertThat(remark.rule()).isEqualTo(about);
            assertThat(remark.sentence()).contains(sentence);
        });
    }

    @Test
    void namesThatNobodyUsesAndAPolicyThatApprovesNothingAreSaid() {
        List<Remark> remarks = lint("""
                schedules: { s: { zone: UTC, from: "08:00", to: "09:00" } }
                breakGlass:
                  - { name: one, who: a, review: { by: a } }
                """);
        assertThat(remarks).extracting(Remark::rule).contains("groups", "schedules", "rules");
    }

    @Test
    void twoEmergencyRulesForTheSamePeopleWithoutACommonReviewerAreSaid() {
        assertThat(lint(CLEAN + """
                breakGlass:
                  - { name: one, who: a, review: { by: a } }
                  - { name: two, who: [a, b], review: { by: b } }
                """))
                .singleElement()
                .satisfies(remark -> assertThat(remark.sentence()).contains("no reviewers"));
    }

    @Test
    void aStageThatTooFewCouldFillIsADeadEnd() {
        String two = "rules: [ { name: r, approve: { stages: [ { from: a }, { from: [a, b] } ] } } ]\n";
        assertThat(online(two, Map.of(A, people("x", "y", "z"), B, people("w"))))
                .isEmpty();
        assertThat(online(two, Map.of(A, people("x", "y"), B, people())))
                .singleElement()
                .satisfies(remark -> assertThat(remark.sentence()).startsWith("When x or y asks"));
        assertThat(online(two, Map.of(A, people("x"), B, people())))
                .singleElement()
                .satisfies(remark -> assertThat(remark.severity()).isEqualTo(Severity.ERROR));
        assertThat(online(two, Map.of(B, people("x", "y", "z"))))
                .extracting(Remark::sentence)
                .anyMatch(sentence -> sentence.contains("no group a"));
    }

    @Test
    void linkedAccountsFillOnePlace() {
        String linked = "linkedIdentities: [ [t/x, t/y] ]\n"
                + "rules: [ { name: r, approve: { stages: [ { from: a, count: 2 } ] } } ]\n";
        assertThat(online(linked, Map.of(A, people("x", "y"), B, people())))
                .anyMatch(remark -> remark.severity() == Severity.ERROR);
    }

    @Test
    void aReviewThatOnlyTheRequesterCouldMakeIsADeadEnd() {
        String glass = "rules: [ { name: r, approve: automatically } ]\n"
                + "breakGlass: [ { name: e, who: a, review: { by: b } } ]\n";
        assertThat(online(glass, Map.of(A, people("x"), B, people("x"))))
                .anyMatch(
                        remark -> remark.rule().equals("e") && remark.sentence().startsWith("When x asks"));
    }

    /** Remarks that only a directory could give. */
    private static List<Remark> online(String rest, Map<String, Set<PersonId>> directory) {
        var policy = PolicyReader.read(HEAD + rest);
        Set<Remark> offline = new HashSet<>(Lint.of(policy, Optional.empty()));
        return Lint.of(policy, Optional.of(group -> Optional.ofNullable(directory.get(group)))).stream()
                .filter(remark -> !offline.contains(remark))
                .toList();
    }

    private static Set<PersonId> people(String... names) {
        return Stream.of(names).map(name -> new PersonId("t", name)).collect(Collectors.toSet());
    }
}
