package io.postern.audit.domain.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.codec.Decoded;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.EventType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words for the golden events are those of the timeline that request-service shows. */
class WordsTest {
    private static final Path CORPUS = Path.of("..", "contracts", "src", "test", "resources", "golden");

    @Test
    void theTrailTellsTheGoldenEventsAsTheTimelineDoes() throws IOException {
        List<String> lines;
        try (Stream<Path> files = Files.list(CORPUS.resolve("v1"))) {
            lines = files.sorted().flatMap(WordsTest::line).toList();
        }

        assertThat(lines).containsExactlyElementsOf(Files.readAllLines(CORPUS.resolve("timeline.txt")));
    }

    private static Stream<String> line(Path file) {
        String name = file.getFileName().toString();
        Envelope event = read(file, name.replaceFirst("(\\.v\\d+)\\..*", "$1"));
        return Words.of(event.event()).stream().map(entry -> name + " | " + entry.what() + " | " + entry.detail());
    }

    private static Envelope read(Path file, String type) {
        try {
            byte[] bytes = Files.readString(file).getBytes(StandardCharsets.UTF_8);
            Decoded decoded =
                    new EventCodec().decode(EventType.named(type).orElseThrow().topic(), bytes);
            return ((Decoded.Event) decoded).envelope();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
