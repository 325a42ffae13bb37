package io.postern.approval.journey;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.APPROVERS;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.lasting;
import static io.postern.approval.Requests.vm;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.SettingsChanged;
import io.postern.contracts.event.VmAssessed;
import io.postern.messaging.testing.Eventually;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(StubAzure.class)
class PoliciesHttpTest {
    private static final String POLICIES = "/api/v1/policies";
    private static final String LINT = POLICIES + "/lint";
    private static final String REPLAY = POLICIES + "/replay";
    private static final String YAML = "application/yaml";
    private static final String NOBODY = """
            name: nobody
            rules:
              - name: not-today
                when: 'true'
                deny: Nobody gets in today.
            """;

    @Inject
    DataSource database;

    private static Wire wire;

    @BeforeAll
    static void connect() {
        wire = new Wire();
    }

    @AfterAll
    static void disconnect() {
        wire.close();
    }

    @Test
    void whoReadsOrConfiguresSeesThePolicyAndNobodyElseDoes() {
        for (String role : List.of("Postern.Read", "Postern.Configure")) {
            String token = Tokens.withRole(APPROVER, role);
            JsonNode all = Call.get(POLICIES, token).json();
            String current = all.path("current").asText();
            assertThat(current).startsWith("contoso@");
            assertThat(all.path("versions").get(0).path("version").asText()).isEqualTo(current);
            assertThat(all.path("versions").get(0).path("current").asBoolean()).isTrue();
            assertThat(Call.get(POLICIES + "?version=" + current, token)
                            .json()
                            .path("text")
                            .asText())
                    .contains("name: contoso");
            Call.get(POLICIES + "?version=contoso@000000000000", token).isProblem(404, "no version");
            Call.get(POLICIES + "?version=contoso%00@000000000000", token).isProblem(404, "no version");
        }
        for (String token : List.of(Tokens.of(APPROVER, APPROVERS), Tokens.withRole(REQUESTER, "Postern.Request"))) {
            Call.get(POLICIES, token).isProblem(403, "Postern.Read");
        }
    }

    @Test
    void onlyWhoConfiguresTriesPolicies() {
        for (String path : List.of(LINT, REPLAY)) {
            for (String token : List.of(
                    Tokens.withRole(APPROVER, "Postern.Read"),
                    Tokens.withRole(REQUESTER, "Postern.Request"),
                    Tokens.of(APPROVER, APPROVERS))) {
                Call.post(path, token, YAML, NOBODY).isProblem(403, "Postern.Configure");
            }
            Call.post(path, "not.a.token", YAML, NOBODY).isProblem(401, "token");
        }
    }

    @Test
    void whatIsNoPolicyIsAProblemThatSaysWhere() {
        String token = admin();
        for (String path : List.of(LINT, REPLAY)) {
            Call.post(path, token, YAML, "name: x\nrules: []\nrulez: []\n").isProblem(400, "line 3");
            Call.post(path, token, YAML, "").isProblem(400, "YAML");
            Call.post(path, token, YAML, "[1, 2").isProblem(400, "policy-fault");
            Call.post(path, token, new byte[] {'n', (byte) 0xff}).isProblem(400, "UTF-8");
            Call.post(path, token, ("name: x\n" + "#".repeat(1024 * 1024)).getBytes(StandardCharsets.UTF_8))
                    .isProblem(413, "1048576");
        }
        Call.post(REPLAY + "?against=contoso@000000000000", token, YAML, NOBODY).isProblem(404, "no version");
    }

    @Test
    void lintAsksTheDirectoryWhoIsInAGroup() throws Exception {
        String longer = demo() + "#" + "x".repeat(100_000);

        JsonNode lint = Call.post(LINT, admin(), YAML, longer).json();

        assertThat(lint.path("directory").asText()).isEqualTo("asked");
        assertThat(lint.path("version").asText()).startsWith("contoso@");
        assertThat(elements(lint.path("remarks"))).anySatisfy(remark -> {
            assertThat(remark.path("severity").asText()).isEqualTo("error");
            assertThat(remark.path("rule").asText()).isEqualTo("guarded");
        });
    }

    @Test
    void replayShowsWhatAnotherPolicyWouldHaveSaid() throws Exception {
        RequestSubmitted automatic = lasting(Duration.ofHours(1), "web-1");
        RequestSubmitted asked = lasting(Duration.ofHours(1), "db-1");
        RequestSubmitted unreadable = lasting(Duration.ofHours(1), "web-1");
        wire.tell(automatic, 1, 1);
        wire.tell(asked, 1, 1);
        wire.tell(unreadable, 1, 1);
        wire.next(Approved.class, automatic.requestId().value());
        wire.next(ApprovalNeeded.class, asked.requestId().value());
        wire.next(Approved.class, unreadable.requestId().value());
        run("UPDATE approval_case SET facts = '{\"of\":\"another age\"}' WHERE request_id = '" + unreadable.requestId()
                + "'");

        JsonNode replay = Call.post(REPLAY, admin(), YAML, NOBODY).json();

        assertThat(replay.path("compared").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(replay.path("skipped").asInt()).isGreaterThanOrEqualTo(1);
        assertThat(replay.path("more").asBoolean()).isFalse();
        assertThat(elements(replay.path("changes")))
                .anySatisfy(change -> {
                    assertThat(change.path("requestId").asText())
                            .isEqualTo(automatic.requestId().value());
                    assertThat(change.path("direction").asText()).isEqualTo("stricter");
                    assertThat(change.path("before").asText()).startsWith("automatic");
                    assertThat(change.path("rules").path("after").get(0).asText())
                            .isEqualTo("not-today");
                })
                .anySatisfy(change -> assertThat(change.path("requestId").asText())
                        .isEqualTo(asked.requestId().value()))
                .noneSatisfy(change -> assertThat(change.path("requestId").asText())
                        .isEqualTo(unreadable.requestId().value()));
        assertThat(Call.post(REPLAY, admin(), YAML, demo() + "# the same\n")
                        .json()
                        .path("changes"))
                .isEmpty();
    }

    @Test
    void aChangedFileHoldsWithinSecondsAndAFaultyOneDoesNot() throws Exception {
        String original = demo();
        Path file = Path.of(Tokens.setting("postern.approval.policy-file"));
        try {
            Files.writeString(file, original + "# changed\n");
            SettingsChanged changed = changedTo(original + "# changed\n");
            assertThat(changed.before()).startsWith("contoso@");
            Files.writeString(file, "name: contoso\nnonsense\n");
            Eventually.holds(
                    "the fault is told", () -> now().path("fault").asText().contains("line 3"));
            assertThat(now().path("current").asText()).isEqualTo(changed.now());
        } finally {
            Files.writeString(file, original);
        }
        Eventually.holds(
                "the first text holds again",
                () -> !now().has("fault")
                        && text(now().path("current").asText()).equals(original));
    }

    @Test
    void whatTheEnforcerSeesOfAVmIsKept() {
        wire.tell(new VmAssessed(
                vm("seen-1"),
                "westeurope",
                "Linux",
                List.of(),
                VmAssessed.JitStatus.PROTECTED,
                null,
                null,
                null,
                Map.of("env", "prod")));

        Eventually.holds(
                "the VM is known",
                () -> query("SELECT count(*) FROM known_vm WHERE vm_key = '"
                                + vm("seen-1").key() + "' AND seen LIKE '%prod%'")
                        == 1);
    }

    private static JsonNode now() {
        return Call.get(POLICIES, admin()).json();
    }

    /** How the change was told that made this text hold: once. */
    private static SettingsChanged changedTo(String text) {
        Eventually.holds(
                "the text holds", () -> text(now().path("current").asText()).equals(text));
        String current = now().path("current").asText();
        wire.next(SettingsChanged.class, "approval-policy");
        Eventually.holds("the change is told", () -> !changesTo(current).isEmpty());
        assertThat(changesTo(current)).hasSize(1);
        return changesTo(current).getFirst();
    }

    private static List<SettingsChanged> changesTo(String version) {
        return wire.allAbout("approval-policy").stream()
                .map(SettingsChanged.class::cast)
                .filter(changed -> changed.now().equals(version))
                .toList();
    }

    private static String text(String version) {
        return Call.get(POLICIES + "?version=" + version, admin())
                .json()
                .path("text")
                .asText();
    }

    private static String demo() throws IOException {
        return Files.readString(Path.of(Tokens.setting("postern.approval.policy-file")));
    }

    private static String admin() {
        return Tokens.withRole(APPROVER, "Postern.Configure");
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private void run(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long query(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
