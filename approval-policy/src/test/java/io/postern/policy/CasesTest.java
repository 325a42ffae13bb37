package io.postern.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.policy.cases.CaseResult;
import io.postern.policy.lint.Lint;
import io.postern.policy.lint.Remark;
import io.postern.policy.read.CasesReader;
import io.postern.policy.read.PolicyFault;
import io.postern.policy.read.PolicyReader;
import io.postern.policy.rule.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CasesTest {
    private static final Path FOLDER = Path.of("../deploy/policy");

    private static Policy contoso() throws IOException {
        return PolicyReader.read(Files.readString(FOLDER.resolve("contoso.yaml")));
    }

    @Test
    void theDemoPolicyAnswersItsOwnCases() throws IOException {
        List<CaseResult> results = CasesReader.read(Files.readString(FOLDER.resolve("contoso.cases.yaml")), contoso())
                .run(contoso());
        assertThat(results).hasSizeGreaterThan(15).allMatch(CaseResult::passed);
    }

    @Test
    void thereIsNothingToSayAboutTheDemoPolicy() throws IOException {
        assertThat(Lint.of(contoso(), Optional.empty())).isEmpty();
    }

    @Test
    void aCaseThatDoesNotHoldShowsWhatWasExpectedAndWhatCame() throws IOException {
        String cases = """
                cases:
                  - name: wrong
                    ask: { vms: db-1 }
                    expect: { asks: [ { from: security, count: 2 } ] }
                  - { name: wrong as well, ask: { vms: web-1 }, expect: denied }
                """;
        assertThat(CasesReader.read(cases, contoso()).run(contoso()))
                .containsExactly(
                        new CaseResult(
                                "wrong",
                                2,
                                false,
                                "asks 2 of security",
                                "asks 1 of approvers, risk low, within 1 day (guarded)"),
                        new CaseResult("wrong as well", 5, false, "denied", "automatic (short-and-harmless)"));
    }

    @Test
    void theExamplesOfTheDocumentationHold() throws IOException {
        List<String> blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/approval-policy.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        Policy policy = PolicyReader.read(blocks.get(0));
        assertThat(blocks).hasSize(2);
        assertThat(CasesReader.read(blocks.get(1), policy).run(policy))
                .hasSizeGreaterThan(5)
                .allMatch(CaseResult::passed);
        assertThat(Lint.of(policy, Optional.empty()))
                .extracting(Remark::severity)
                .containsOnly(Remark.Severity.HINT);
    }

    @Test
    void aCaseWithAnUnknownKeyIsAFaultAtItsPlace() throws IOException {
        Policy policy = contoso();
        assertThatThrownBy(() -> CasesReader.read("""
                cases:
                  - { name: x, ask: { vm: db-1 }, expect: asks }
                """, policy))
                .isInstanceOf(PolicyFault.class)
                .hasMessageStartingWith("line 2, column 23: nobody knows the key vm here. Did you mean vms?");
    }
}
