package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Access that is made to last longer. */
@Order(5)
@ExtendWith(RunningStack.class)
class ExtensionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LATEST = Duration.ofSeconds(5);

    @Test
    void anExtendedAccessIsReachedAcrossItsOldEndWithoutAGapAndShutAtItsNewOne(Stack stack) {
        String id = stack.access.request("web-1", 22, Duration.ofSeconds(12));
        JsonNode open = stack.access.await(id, "open", PATIENCE);
        Instant oldEnd = Access.end(open);
        String oldRule = Access.ruleName(open);
        Instant watched = Instant.now();
        try (Watch watch = new Watch(World.WEB_1, 22)) {
            assertThat(stack.access.extend(id, Duration.ofSeconds(8)).status()).isEqualTo(202);
            JsonNode extended = stack.access.awaitLater(id, oldEnd, PATIENCE);
            Instant newEnd = Instant.parse(extended.path("until").asText());
            assertThat(newEnd).isEqualTo(oldEnd.plusSeconds(8)).isAfter(Instant.now());
            String newRule = extended.path("ruleName").asText();

            JsonNode closed = stack.access.await(id, "closed", PATIENCE.plus(PATIENCE));

            assertThat(watch.between(watched, newEnd))
                    .hasSizeGreaterThan(20)
                    .anyMatch(look -> look.begun().isAfter(oldEnd))
                    .allMatch(Watch.Look::reached);
            assertThat(Probe.reaches(World.WEB_1, 22, Probe.HOME)).isFalse();
            Instant opened = stack.azure.opened(newRule).orElseThrow();
            Instant replaced = stack.azure.removed(oldRule).orElseThrow();
            Instant shut = stack.azure.removed(newRule).orElseThrow();
            System.out.println("  lateness " + Duration.between(newEnd, shut).toMillis() + " ms");
            assertThat(opened).isBefore(replaced);
            assertThat(replaced).isBefore(oldEnd.plus(LATEST));
            assertThat(shut).isBetween(newEnd, newEnd.plus(LATEST));
            assertThat(reasons(closed)).containsExactlyInAnyOrder("extended", "expired");
        }
        Await.until(
                "the extension on the trail",
                PATIENCE,
                () -> types(stack, id).contains("io.postern.request.extension-requested.v1"));
    }

    @Test
    void aRevocationShutsAnExtendedAccess(Stack stack) {
        String id = stack.access.request("web-1", 22, Duration.ofMinutes(2));
        JsonNode open = stack.access.await(id, "open", PATIENCE);
        assertThat(stack.access.extend(id, Duration.ofMinutes(2)).status()).isEqualTo(202);
        JsonNode extended = stack.access.awaitLater(id, Access.end(open), PATIENCE);
        assertThat(Probe.reaches(World.WEB_1, 22, Probe.HOME)).isTrue();

        Instant asked = Instant.now();
        assertThat(stack.access.revoke(id).status()).isEqualTo(202);
        JsonNode closed = stack.access.await(id, "closed", PATIENCE);

        assertThat(Probe.reaches(World.WEB_1, 22, Probe.HOME)).isFalse();
        assertThat(stack.azure.removed(Access.ruleName(open))).isPresent();
        assertThat(stack.azure.removed(extended.path("ruleName").asText()).orElseThrow())
                .isBetween(asked, asked.plus(LATEST));
        assertThat(reasons(closed)).doesNotContain("expired");
    }

    private static List<String> reasons(JsonNode request) {
        return request.path("grants")
                .valueStream()
                .map(grant -> grant.path("reason").asText())
                .toList();
    }

    private static List<String> types(Stack stack, String id) {
        return stack.access.story(id).stream()
                .map(leaf -> leaf.path("type").asText())
                .toList();
    }
}
