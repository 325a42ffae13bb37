package io.postern.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JvmTest {
    private static final String HEAP = "192m";

    @Test
    void whatIsMeasuredAsItsImageHasItRunsWithTheFlagsOfTheImage() throws IOException {
        List<String> measured = Jvm.asInImages(Jvm.command(HEAP, List.of("-jar", "quarkus-run.jar")));

        String image = Files.readAllLines(Path.of("../Dockerfile")).stream()
                .filter(line -> line.startsWith("ENTRYPOINT") && line.contains("quarkus-run.jar"))
                .findFirst()
                .orElseThrow();
        assertThat(measured.subList(1, measured.size()))
                .allSatisfy(flag -> assertThat(image).contains("\"" + flag + "\""));
        assertThat(image).doesNotContain(Jvm.QUICK_START);
    }

    @Test
    void theLocalStackIsQuickToStart() {
        assertThat(Jvm.command(HEAP, List.of())).contains(Jvm.QUICK_START).doesNotContain(Jvm.THOROUGH);
    }
}
