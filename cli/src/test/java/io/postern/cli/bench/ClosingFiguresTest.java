package io.postern.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosingFiguresTest {
    private final List<String> said = new ArrayList<>();

    @TempDir
    Path dir;

    @Test
    void theNewestFiguresOfEachCaseAreShownWithTheirLimits() throws IOException {
        Path file = Files.writeString(dir.resolve("report"), """
                {"case":"kafka dead","ends":3,"p50Ms":50,"p99Ms":9000,"maxMs":9100,"p99LimitMs":2000,"maxLimitMs":5000}
                {"case":"all healthy","ends":3,"p50Ms":50,"p99Ms":60,"maxMs":70,"p99LimitMs":2000,"maxLimitMs":5000}
                {"case":"kafka dead","ends":60,"p50Ms":50,"p99Ms":90,"maxMs":5100,"p99LimitMs":2000,"maxLimitMs":5000}
                """);

        List<Finding> findings = ClosingFigures.read(file, said::add);

        assertThat(findings)
                .extracting(Finding::what)
                .containsExactly(
                        "all healthy, 3 ends, p99",
                        "all healthy, 3 ends, longest",
                        "kafka dead, 60 ends, p99",
                        "kafka dead, 60 ends, longest");
        assertThat(findings).extracting(Finding::kept).containsExactly(true, true, true, false);
        assertThat(findings.getLast().figure().median()).isEqualTo(5100);
        assertThat(said).isEmpty();
    }

    @Test
    void withoutFiguresItSaysWhereTheyComeFrom() {
        assertThat(ClosingFigures.read(dir.resolve("none"), said::add)).isEmpty();
        assertThat(said.toString()).contains("./postern test");
    }

    @Test
    void aFileOfSomethingElseIsRefusedWithASentence() throws IOException {
        Path file = Files.writeString(dir.resolve("report"), "{\"case\":");

        assertThatThrownBy(() -> ClosingFigures.read(file, said::add))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("./postern test");
    }

    @Test
    void aFigureThatLacksKeepsNoLimit() throws IOException {
        Path file = Files.writeString(dir.resolve("report"), "{\"case\":\"x\",\"ends\":1,\"maxMs\":5}\n");

        assertThat(ClosingFigures.read(file, said::add))
                .extracting(Finding::kept)
                .containsOnly(false);
    }
}
