package io.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "test",
                "up",
                "down",
                "status",
                "logs",
                "protect",
                "request",
                "approve",
                "deny",
                "extend",
                "revoke",
                "review",
                "list",
                "show",
                "token",
                "audit verify",
                "sweep",
                "bench"
            })
    void everyCommandHelpsWithAnExample(String command) {
        assertThat(run((command + " --help").split(" ", -1))).isZero();
        assertThat(out.toString()).contains("Example", "./postern " + command, "--json");
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
                "audit"
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
    void aMissingLogIsExitOneAndOneSentence(@TempDir Path dir) {
        String nowhere = dir.resolve("nowhere").toString();

        assertThat(run("audit", "verify", "--log", nowhere, "--key", nowhere)).isEqualTo(1);
        assertThat(err.toString().strip())
                .startsWith("postern: There is no audit log in")
                .hasLineCount(1);
    }

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
