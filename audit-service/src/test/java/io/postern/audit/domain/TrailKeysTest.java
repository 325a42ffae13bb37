package io.postern.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.contracts.codec.Decoded;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.EventType;
import io.postern.contracts.event.Topic;
import io.postern.contracts.id.RequestId;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Over the golden event of every type. */
class TrailKeysTest {
    private static final Path GOLDEN = Path.of("..", "contracts", "src", "test", "resources", "golden", "v1");
    private static final Path SETTINGS = Path.of("src", "main", "resources", "application.properties");

    @ParameterizedTest
    @EnumSource(EventType.class)
    void anEventIsFoundByTheRequestAndTheVmThatItNames(EventType type) throws IOException {
        byte[] golden = Files.readAllBytes(GOLDEN.resolve(type.wireName() + ".json"));
        JsonNode data = new ObjectMapper().readTree(golden).path("data");
        Decoded.Event read = (Decoded.Event) new EventCodec().decode(type.topic(), golden);

        TrailKeys keys = TrailKeys.of(read.envelope().event());

        assertThat(keys.request().map(RequestId::value))
                .isEqualTo(Optional.ofNullable(data.path("requestId").textValue()));
        if (data.hasNonNull("vm")) {
            assertThat(keys.vms())
                    .singleElement()
                    .satisfies(vm -> assertThat(vm.value())
                            .isEqualToIgnoringCase(data.path("vm").asText()));
        }
    }

    @Test
    void everyTopicButItsOwnIsListenedTo() throws IOException {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(SETTINGS)) {
            settings.load(reader);
        }

        List<String> all = Arrays.stream(Topic.values())
                .filter(topic -> topic != Topic.AUDIT)
                .map(Topic::wireName)
                .toList();
        assertThat(settings.getProperty("mp.messaging.incoming.events.topics").split(","))
                .containsExactlyInAnyOrderElementsOf(all);
    }
}
