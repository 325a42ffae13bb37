package io.postern.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A proof that shares code with what it proves repeats its mistakes. */
class IndependenceTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "postern", "cli", "verify");

    @Test
    void theVerifierKnowsOnlyTheJdkAndAJsonParser() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            assertThat(files.flatMap(IndependenceTest::lines).filter(line -> line.startsWith("import ")))
                    .hasSizeGreaterThan(20)
                    .allMatch(line -> line.matches(
                            "import (static )?(java|com\\.fasterxml\\.jackson\\.(core|databind)|org\\.jspecify)\\..*"));
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
