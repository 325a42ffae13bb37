package io.postern.contracts.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schemas, the golden corpus and the codec, each held against the others. */
class SchemaTest {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Path GOLDEN = Path.of("src/test/resources/golden/v1");
    private static final ObjectMapper JSON = PosternJson.mapper();
    private final EventCodec codec = new EventCodec();

    static Stream<Envelope> samples() {
        return SampleEvents.all();
    }

    static List<Path> golden() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeHasASchemaAndAGoldenEvent(EventType type) throws IOException {
        JsonNode schema = JSON.readTree(resource("/schemas/" + type.wireName() + ".json"));
        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.at("/properties/type/const").asText()).isEqualTo(type.wireName());
        assertThat(GOLDEN.resolve(type.wireName() + ".json")).exists();
    }

    @Test
    void thereIsNoSchemaWithoutAType() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/schemas"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values())
                            .map(type -> type.wireName() + ".json")
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatTheCodecWritesKeepsToTheSchema(Envelope envelope) throws IOException {
        assertThat(violations(JSON.readTree(codec.encode(envelope)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void aGoldenEventKeepsToTheSchemaAndStaysReadable(Path file) throws IOException {
        JsonNode written = JSON.readTree(Files.readAllBytes(file));
        assertThat(violations(written)).isEmpty();
        Envelope read = read(written);
        JsonNode again = JSON.readTree(codec.encode(read));
        if (file.toString().contains(".unknown-fields.")) {
            Path plain = Path.of(file.toString().replace(".unknown-fields.", "."));
            assertThat(again)
                    .isEqualTo(JSON.readTree(Files.readAllBytes(plain)))
                    .isNotEqualTo(written);
        } else {
            assertThat(again).isEqualTo(written);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSchemaRejectsAnEventThatLacksAFieldWhichItNeeds(Envelope envelope) throws IOException {
        ObjectNode tree = (ObjectNode) JSON.readTree(codec.encode(envelope));
        String subject = tree.path("data").properties().iterator().next().getKey();
        ((ObjectNode) tree.path("data")).remove(subject);
        assertThat(violations(tree)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/, source, postern/enforcer-service",
        "/, id, not-a-ulid",
        "/, time, yesterday",
        "/, specversion, 0.3",
        "/data, endsAt, 2026-11-21T12:00:00Z",
        "/data, duration, 1 hour",
        "/data, requestId, 7",
        "/data/targets/0, vm, web-1",
        "/data/targets/0/ports/0, protocol, ICMP",
        "/data/personal, sources, 203.0.113.7/32"
    })
    void aSchemaRejectsAWrongValue(String parent, String field, String value) throws IOException {
        Envelope submitted = SampleEvents.envelope(SampleEvents.submitted(Duration.ofHours(1), null, null));
        JsonNode tree = JSON.readTree(codec.encode(submitted));
        assertThat(violations(tree)).isEmpty();
        ((ObjectNode) (parent.equals("/") ? tree : tree.at(parent))).put(field, value);
        assertThat(violations(tree)).isNotEmpty();
    }

    private Envelope read(JsonNode written) {
        EventType type = EventType.named(written.path("type").asText()).orElseThrow();
        Decoded decoded = codec.decode(type.topic(), written.toString().getBytes(UTF_8));
        assertThat(decoded).isInstanceOf(Decoded.Event.class);
        return ((Decoded.Event) decoded).envelope();
    }

    private static List<String> violations(JsonNode event) {
        Schema schema =
                SCHEMAS.getSchema(resource("/schemas/" + event.path("type").asText() + ".json"));
        return schema.validate(event).stream().map(Object::toString).toList();
    }

    private static InputStream resource(String path) {
        InputStream stream = SchemaTest.class.getResourceAsStream(path);
        assertThat(stream).as(path).isNotNull();
        return stream;
    }
}
