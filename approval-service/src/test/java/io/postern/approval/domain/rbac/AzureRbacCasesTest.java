package io.postern.approval.domain.rbac;

import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.id.VmId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table {@code azure-rbac-cases.txt}, written from what Azure documents. */
class AzureRbacCasesTest {
    private static final VmId WEB = vm("web-1");

    record Case(String what, String allows, String denies, String action, String groups, String answer, String source) {
        static Case of(String line) {
            String[] cells = line.split(" \\|", -1);
            assertThat(cells).as(line).hasSize(7);
            return new Case(
                    cells[0].strip(),
                    cells[1].strip(),
                    cells[2].strip(),
                    cells[3].strip(),
                    cells[4].strip(),
                    cells[5].strip(),
                    cells[6].strip());
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream in = AzureRbacCasesTest.class.getResourceAsStream("azure-rbac-cases.txt")) {
            String table = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            List<String> lines =
                    table.lines().filter(line -> !line.startsWith("#")).toList();
            return lines.stream().skip(1).map(Case::of);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void azureSaysSo(Case written) {
        Entitlements held = WrittenRights.of(written.allows(), written.denies(), written.groups());

        Access access = held.to(WrittenRights.action(written.action()), REQUESTER, WEB);

        assertThat(word(access)).as(written.what()).isEqualTo(written.answer());
    }

    @Test
    void thereAreAtLeastSixtyAndEachNamesItsSource() throws IOException {
        assertThat(cases())
                .hasSizeGreaterThanOrEqualTo(60)
                .allSatisfy(written -> assertThat(written.source()).isNotBlank());
        assertThat(cases().map(Case::what)).doesNotHaveDuplicates();
    }

    @Test
    void whatCouldNotBeReadAtAllIsUndecidable() {
        assertThat(Entitlements.unread("Azure refused.").to("a/b/read", REQUESTER, WEB))
                .isEqualTo(new Access.Undecidable("Azure refused."));
    }

    private static String word(Access access) {
        return switch (access) {
            case Access.Permitted _ -> "permitted";
            case Access.Lacks _ -> "lacks";
            case Access.UnderACondition _ -> "under-a-condition";
            case Access.DeniedByAssignment _ -> "denied";
            case Access.Undecidable _ -> "undecidable";
        };
    }
}
