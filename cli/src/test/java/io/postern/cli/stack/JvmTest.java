package io.postern.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class JvmTest {
    private static final String HEAP = "192m";

    @ParameterizedTest
    @EnumSource(
            names = {"KAFKA", "POSTGRES", "EMULATOR"},
            mode = Mode.EXCLUDE)
    void whatIsMeasuredAsItsImageHasItRunsWithTheFlagsOfTheImage(ProcessName service) throws IOException {
        List<String> measured = Jvm.asInImage(service, Jvm.command(HEAP, List.of("-jar", "quarkus-run.jar")));

        String image = line("../Dockerfile", "quarkus-run.jar\"]");
        String compiles =
                line("../docker-compose.yml", "SERVICE: " + service.text()).contains("COMPILES: *thorough")
                        ? line("../docker-compose.yml", "&thorough")
                        : line("../Dockerfile", "ARG COMPILES=");
        assertThat(measured.subList(1, measured.size()))
                .allSatisfy(flag -> assertThat(image + compiles).contains(flag));
    }

    @Test
    void theLocalStackIsQuickToStart() {
        assertThat(Jvm.command(HEAP, List.of())).contains(Jvm.QUICK_START).doesNotContain(Jvm.THOROUGH);
    }

    private static String line(String file, String part) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line of " + file + " says " + part));
    }
}
