package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(5)
@ExtendWith(RunningStack.class)
class TwiceDeliveredIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void anEventDeliveredTwiceHasItsEffectOnce(Stack stack) throws InterruptedException {
        try (Echo echo = new Echo(stack)) {
            String id = stack.access.request("web-1", 22, Duration.ofSeconds(6));
            JsonNode closed = stack.access.await(id, "closed", PATIENCE);
            String rule = Access.ruleName(closed);

            JourneyIT.shutOnTime(stack, closed, Duration.ofSeconds(5));
            assertThat(stack.azure.writes("PUT", rule)).isEqualTo(1);
            assertThat(closed.path("grants")).hasSize(1);
            List<String> types = Await.value(
                    "the whole story on the trail",
                    PATIENCE,
                    () -> Story.of(stack.access.story(id)).whenWhole());
            assertThat(types).doesNotHaveDuplicates();
            assertThat(echo.echoed()).isGreaterThanOrEqualTo(types.size());
        }
    }

    /** The types of the events about one request. */
    private record Story(List<String> types) {
        static Story of(List<JsonNode> leaves) {
            return new Story(
                    leaves.stream().map(leaf -> leaf.path("type").asText()).toList());
        }

        java.util.Optional<List<String>> whenWhole() {
            return types.stream().anyMatch(type -> type.contains("rules-removed"))
                            && types.stream().anyMatch(type -> type.contains("expired"))
                    ? java.util.Optional.of(types)
                    : java.util.Optional.empty();
        }
    }
}
