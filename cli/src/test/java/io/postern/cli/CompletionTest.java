package io.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A bash that has read the script completes what people begin to type. */
class CompletionTest {
    @TempDir
    private Path dir;

    @BeforeEach
    void print() throws IOException {
        StringWriter out = new StringWriter();
        CommandLine line = Main.commandLine(Map.of());
        line.setOut(new PrintWriter(out, true));
        assertThat(line.execute("completion", "bash")).isZero();
        Files.writeString(dir.resolve("completion"), out.toString());
    }

    @Test
    void commandsOptionsAndSubcommandsAreCompleted() throws Exception {
        assertThat(completed("./postern", "rel")).containsExactly("release");
        assertThat(completed("./postern", "profile", "u")).containsExactly("use");
        assertThat(completed("postern", "request", "--v")).containsExactly("--vm");
        assertThat(completed("postern", "ensure", "--j")).containsExactly("--json");
        assertThat(completed("postern", "nonsense", "x")).isEmpty();
    }

    private List<String> completed(String... words) throws IOException, InterruptedException {
        String typed = String.join(" ", words);
        Path asked = Files.writeString(dir.resolve("asked"), """
                source "$1"
                function=$(complete -p postern | sed 's/.*-F \\([^ ]*\\).*/\\1/')
                COMP_WORDS=(%s)
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                COMP_LINE="%s"
                COMP_POINT=${#COMP_LINE}
                COMP_TYPE=9
                "$function" 2>/dev/null
                [ "${#COMPREPLY[@]}" = 0 ] || printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(typed, typed));
        Process bash = new ProcessBuilder(
                        "bash",
                        "--norc",
                        asked.toString(),
                        dir.resolve("completion").toString())
                .redirectErrorStream(true)
                .start();
        bash.getOutputStream().close();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
