package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The one Dockerfile, held against what the build leaves behind. */
class DockerfileTest {

    /** What compose gives as SERVICE. */
    static List<String> services() {
        List<String> services = new ArrayList<>();
        Checkout.compose().path("services").forEach(service -> {
            String name = service.at("/build/args/SERVICE").asText("");
            if (!name.isEmpty()) {
                services.add(name);
            }
        });
        assertThat(services).hasSize(7);
        return services;
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyPathThatAnImageCopiesExistsAfterTheBuild(String service) {
        assertThat(copied(service)).hasSizeGreaterThan(4).allSatisfy(path -> {
            assertThat(Checkout.ROOT.resolve(path)).exists();
            assertThat(ignored(path)).as("%s is ignored", path).isFalse();
        });
    }

    @Test
    void sourcesSecretsAndHistoryStayOutOfTheBuild() {
        assertThat(List.of(
                        "deploy/compose/secrets/approval-key.jwk",
                        ".git/config",
                        "request-service/src/main/resources/application.properties",
                        ".postern/stack/secrets/approval-key.jwk"))
                .allMatch(DockerfileTest::ignored);
    }

    @Test
    void noImageRunsAsRoot() {
        List<String> stages = List.of(Checkout.text("Dockerfile").split("(?m)^FROM ", -1));
        assertThat(stages.stream().filter(stage -> stage.contains("ENTRYPOINT")))
                .hasSize(2)
                .allMatch(stage -> stage.contains("\nUSER postern\n"));
    }

    /** Where only one thread dies of it, the others may go on with half of what they need. */
    @Test
    void whatLacksMemoryEnds() {
        assertThat(Checkout.lines("Dockerfile").stream().filter(line -> line.startsWith("ENTRYPOINT")))
                .hasSize(2)
                .allMatch(line -> line.contains("\"-XX:+ExitOnOutOfMemoryError\""));
    }

    private static List<String> copied(String service) {
        List<String> sources = new ArrayList<>();
        for (String line : Checkout.lines("Dockerfile")) {
            if (line.startsWith("COPY ")) {
                List<String> words = new ArrayList<>(List.of(line.split("\\s+", -1)));
                words.removeIf(word -> word.equals("COPY") || word.startsWith("--"));
                words.removeLast();
                words.forEach(word -> sources.add(word.replace("${SERVICE}", service)));
            }
        }
        return sources;
    }

    /** Docker's rule: the last pattern that matches the path or a folder above it decides. */
    private static boolean ignored(String file) {
        boolean ignored = false;
        for (String line : Checkout.lines(".dockerignore")) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            boolean exception = line.startsWith("!");
            var pattern = FileSystems.getDefault().getPathMatcher("glob:" + (exception ? line.substring(1) : line));
            for (Path path = Path.of(file); path != null; path = path.getParent()) {
                if (pattern.matches(path)) {
                    ignored = !exception;
                }
            }
        }
        return ignored;
    }
}
