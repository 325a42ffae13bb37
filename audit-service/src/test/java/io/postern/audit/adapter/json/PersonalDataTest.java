package io.postern.audit.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.contracts.event.EventType;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Over the golden event of every type that holds personal data. */
class PersonalDataTest {
    private static final Path GOLDEN = Path.of("..", "contracts", "src", "test", "resources", "golden", "v1");

    private final ObjectMapper json = new ObjectMapper();

    static Stream<EventType> typesWithPersonalData() {
        return Arrays.stream(EventType.values())
                .filter(type -> Arrays.stream(type.eventClass().getRecordComponents())
                        .map(RecordComponent::getName)
                        .anyMatch("personal"::equals));
    }

    @Test
    void personalDataIsLookedForWhereItIs() {
        assertThat(typesWithPersonalData()).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("typesWithPersonalData")
    void noPersonalValueIsInTheLeaf(EventType type) throws IOException {
        byte[] event = Files.readAllBytes(GOLDEN.resolve(type.wireName() + ".json"));
        JsonNode personal = json.readTree(event).path("data").path("personal");
        assertThat(personal).isNotEmpty();

        byte[] leaf = new CanonicalLeaf(new SecureRandom()).of(event).bytes();

        assertThat(values(personal))
                .isNotEmpty()
                .allSatisfy(value ->
                        assertThat(new String(leaf, StandardCharsets.UTF_8)).doesNotContain(value));
        assertThat(json.readTree(leaf).path("data").path("personal").propertyStream())
                .isNotEmpty()
                .allSatisfy(field -> assertThat(field.getValue().asText()).hasSize(43));
    }

    private static Stream<String> values(JsonNode node) {
        return node.isValueNode()
                ? Stream.of(node.asText())
                : node.valueStream().flatMap(PersonalDataTest::values);
    }
}
