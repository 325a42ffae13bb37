package io.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    private static final String KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static Stream<String> commands() {
        return below(Main.commandLine(Map.of()), "");
    }

    private static Stream<String> below(CommandLine parent, String before) {
        return parent.getSubcommands().entrySet().stream()
                .flatMap(child -> Stream.concat(
                        Stream.of(before + child.getKey()), below(child.getValue(), before + child.getKey() + " ")));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHelpsWithAnExampleAndAnswersInJson(String command) {
        assertThat(run((command + " --help").split(" ", -1))).isZero();
        assertThat(out.toString()).contains("Example", "./postern " + command, "--json");
    }

    @Test
    void oneCommandAloneIsTheSameAsAmongAll() {
        CommandLine all = Main.commandLine(Map.of());
        all.getSubcommands().forEach((name, command) -> {
            assertThat(command.getCommandName()).isEqualTo(name);
            assertThat(Main.commandLine(Map.of(), name).getSubcommands()).containsKey(name);
        });
        assertThat(Main.commandLine(Map.of(), "list").getSubcommands()).hasSize(1);
        assertThat(Main.commandLine(Map.of(), "lits").getSubcommands()).hasSameSizeAs(all.getSubcommands());
    }

    @Test
    void theContractsCommandsAreThere() {
        assertThat(commands())
                .contains(
                        "demo",
                        "test",
                        "up",
                        "down",
                        "status",
                        "logs",
                        "request",
                        "approve",
                        "deny",
                        "revoke",
                        "extend",
                        "list",
                        "show",
                        "ssh",
                        "token",
                        "audit verify",
                        "sweep",
                        "policy lint",
                        "policy test",
                        "policy replay",
                        "bench",
                        "ensure",
                        "release",
                        "cancel",
                        "whoami",
                        "vms");
    }

    @Test
    void theMainHelpNamesTheCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("demo", "up", "request", "audit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "frobnicate",
                "request --vm web-1 --port 22 --for 1h",
                "request --vm web-1 --port ssh --for 1h --reason x",
                "request --vm web-1 --port 22 --for never --reason x",
                "approve",
                "approve 01K --reason x --port ssh",
                "approve 01K --reason x --for never",
                "extend 01K",
                "extend --for 1h",
                "review 01K --reason x",
                "review 01K --reason x --justified --not-justified",
                "list --pending --reviews",
                "list --pending --state open",
                "token",
                "token --as requester --for mars",
                "bench teleport",
                "bench intake --rounds 0",
                "bench intake --seconds many",
                "audit",
                "audit receipt",
                "policy",
                "policy lint",
                "policy lint a b"
            })
    void whatIsNotUnderstoodIsExitTwoAndOneSentence(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString().strip())
                .startsWith("postern: ")
                .contains("--help")
                .hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void anEmergencyThatNobodyConfirmsAsksForNothing() {
        String[] emergency = {
            "request",
            "--vm",
            "db-1",
            "--port",
            "22",
            "--for",
            "1h",
            "--reason",
            "x",
            "--break-glass",
            "--confirm",
            "web-1"
        };
        assertThat(run(emergency)).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("postern: That is not 'db-1': nothing was asked for.");
    }

    @Test
    void aMissingLogIsExitTwoAndOneSentence(@TempDir Path dir) {
        String nowhere = dir.resolve("nowhere").toString();

        assertThat(run("audit", "verify", "--log", nowhere, "--key", nowhere)).isEqualTo(2);
        assertThat(err.toString().strip())
                .startsWith("postern: There is no audit log in")
                .hasLineCount(1);
    }

    @Test
    void aLogWhoseServerIsAwayOrEvidenceThatIsNoneIsExitTwoAndNotSaidToBeBroken(@TempDir Path dir) throws IOException {
        String key = Files.writeString(dir.resolve("key"), KEY).toString();
        String wrong = Files.writeString(dir.resolve("wrong"), "no key").toString();
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String url = "http://127.0.0.1:" + free + "/";
        String nowhere = dir.resolve("nowhere").toString();

        assertThat(run("audit", "verify", "--log", url, "--key", key)).isEqualTo(2);
        assertThat(run("audit", "verify", "--log", dir.toString(), "--key", wrong))
                .isEqualTo(2);
        assertThat(run("audit", "verify", "--log", dir.toString(), "--key", nowhere))
                .isEqualTo(2);
        assertThat(run("audit", "verify", "--log", dir.toString(), "--key", key, "--siem", dir.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).doesNotContain("broken").contains("checkpoint cannot be read: ", "the key is not a");
        assertThat(run("audit", "verify", "--log", dir.toString(), "--key", key))
                .isEqualTo(1);
    }

    @Test
    void aLogThatIsNoLongerHandedOutIsExitTwoAndNotSaidToBeBroken(@TempDir Path dir) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(410, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            String key = Files.writeString(dir.resolve("key"), KEY).toString();
            assertThat(run("audit", "verify", "--log", url, "--key", key)).isEqualTo(2);
        } finally {
            server.stop(0);
        }
        assertThat(err.toString().strip())
                .startsWith("postern: The log cannot be checked: checkpoint is no longer handed out here")
                .hasLineCount(1);
    }

    @Test
    void theDemoPolicyIsCheckedAndTriedOffline() {
        assertThat(run("policy", "lint", "--strict", "../deploy/policy/contoso.yaml"))
                .isZero();
        assertThat(run("policy", "test", "../deploy/policy/contoso.yaml")).isZero();
        assertThat(out.toString()).contains("nothing to say", "holds   on-call breaks glass", "0 do not hold");
    }

    @Test
    void aPolicyThatCannotBeReadIsExitOneWithItsPlace(@TempDir Path dir) throws IOException {
        Path policy = dir.resolve("p.yaml");
        Files.writeString(policy, """
                name: p
                rules: [ { name: r, when: target.nam == 'x', approve: automatically } ]
                """);
        assertThat(run("policy", "lint", policy.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("line 2, column 27", "Did you mean target.name?");
    }

    @Test
    void aCaseThatDoesNotHoldIsExitOneAndShowsBoth(@TempDir Path dir) throws IOException {
        Files.writeString(dir.resolve("p.yaml"), "name: p\nrules: [ { name: r, deny: Never. } ]\n");
        Files.writeString(
                dir.resolve("p.cases.yaml"), "cases: [ { name: hope, ask: { vms: a }, expect: automatic } ]\n");
        assertThat(run("policy", "test", dir.resolve("p.yaml").toString(), "--json"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("\"failed\":1", "\"expected\":\"automatic\"", "denied-by-rule");
        assertThat(run("policy", "lint", dir.resolve("p.yaml").toString())).isEqualTo(1);
        assertThat(run("policy", "test", dir.resolve("q.yaml").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("There is no file");
    }

    private int run(String... arguments) {
        CommandLine line = Main.commandLine(System.getenv(), arguments);
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
