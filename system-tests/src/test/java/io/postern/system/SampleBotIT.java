package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.cli.stack.PortName;
import io.postern.cli.stack.ProcessName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The bot that comes with Postern, as its README says to run it: it brings a person's verdict, and nobody else's. */
@Order(7)
@ExtendWith(RunningStack.class)
class SampleBotIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DB_1 = "127.0.1.2";
    private static final String TENANT = "11111111-1111-1111-1111-111111111111";
    private static final String REQUESTER = TENANT + "/22222222-0000-0000-0000-000000000001";
    private static final String APPROVER = TENANT + "/22222222-0000-0000-0000-000000000002";
    private static final String SECOND_APPROVER = TENANT + "/22222222-0000-0000-0000-000000000003";

    @Test
    void anEnrolledApproversVerdictOpensThePortAndNobodyElsesDoes(Stack stack) throws Exception {
        assertThat(stack.access.protect("db-1").status()).isEqualTo(200);
        Await.until(
                "db-1 protected",
                PATIENCE,
                () -> stack.access.vm("db-1").path("status").asText().equals("protected"));
        enrol(stack, "approver", "T1/approver");
        enrol(stack, "requester", "T1/requester");
        String id = stack.access.request("db-1", 22, Duration.ofMinutes(2));
        Await.until(
                "somebody is asked about " + id,
                PATIENCE,
                () -> Http.get(
                                stack.url(PortName.APPROVAL) + "/api/v1/approvals?state=pending",
                                stack.people.postern("approver"))
                        .body()
                        .toString()
                        .contains(id));

        assertRejected(bot(stack, "approve", id, "--as", "T1/requester=" + REQUESTER), "own-request");
        assertRejected(bot(stack, "approve", id, "--as", "T1/second=" + SECOND_APPROVER), "not-enrolled");
        assertRejected(bot(stack, "approve", id, "--as", "T1/approver=" + SECOND_APPROVER), "not-enrolled");
        assertThat(stack.access.show(id).path("state").asText()).isEqualTo("pending");
        assertThat(stack.azure.hasOpening("data-nsg")).isFalse();
        assertThat(Probe.reaches(DB_1, 22, Probe.HOME)).isFalse();

        Tool.Said yes = bot(stack, "approve", id, "--as", "T1/approver=" + APPROVER, "--reason", "by the bot");
        assertThat(yes.exit()).as(yes.err()).isZero();
        assertThat(yes.out()).contains("db-1", "system test", "counted: 1 of 1");
        stack.access.await(id, "open", PATIENCE);
        assertThat(Probe.reaches(DB_1, 22, Probe.HOME)).isTrue();
        assertThat(Probe.reaches(DB_1, 22, Probe.ELSEWHERE)).isFalse();
        assertThat(stack.access.story(id).toString()).contains("io.postern.decision.made.v1", "decision-rejected");

        assertThat(stack.access.revoke(id).status()).isLessThan(300);
        stack.access.await(id, "closed", PATIENCE);
    }

    private static void assertRejected(Tool.Said said, String reason) {
        assertThat(said.exit()).as(said.out()).isEqualTo(1);
        assertThat(said.err()).contains(reason);
    }

    private static void enrol(Stack stack, String user, String account) throws IOException, InterruptedException {
        String code = bot(stack, "enrol", account).out().strip();
        Answer answer = Http.post(
                stack.url(PortName.APPROVAL) + "/api/v1/bots/sample/enrolments",
                stack.people.strong(user),
                "{\"code\":\"" + code + "\"}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.text("account")).isEqualTo(account);
    }

    private static Tool.Said bot(Stack stack, String... arguments) throws IOException, InterruptedException {
        Path home = stack.processes.layout().home().toAbsolutePath();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar().toString()));
        command.addAll(List.of(arguments));
        return Tool.say(
                Checkout.ROOT,
                Map.of(
                        "SAMPLE_BOT_KEY", home.resolve("secrets/sample-bot.jwk").toString(),
                        "POSTERN_INSTANCE", "demo",
                        "KAFKA_BOOTSTRAP_SERVERS", stack.processes.addresses().of(ProcessName.KAFKA)),
                command.toArray(String[]::new));
    }

    private static Path jar() throws IOException {
        try (var built = Files.list(Checkout.ROOT.resolve("sample-bot/target"))) {
            return built.filter(file -> file.getFileName().toString().matches("sample-bot-[0-9A-Z.-]+\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("module sample-bot is not packaged"));
        }
    }
}
