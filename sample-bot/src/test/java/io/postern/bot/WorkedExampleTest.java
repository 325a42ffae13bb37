package io.postern.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.contracts.codec.PosternJson;
import io.postern.contracts.codec.RequestDigest;
import io.postern.contracts.event.RequestSubmitted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/** What the README tells authors of bots is what Postern computes, and what this bot does. */
class WorkedExampleTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theDigestOfTheReadmeIsThatOfPostern() throws Exception {
        String data = block("data");
        RequestSubmitted request = PosternJson.mapper().readValue(data, RequestSubmitted.class);
        assertThat(block("digest").strip()).isEqualTo(RequestDigest.of(request));
        assertThat(Digest.of(JSON.readTree(data))).isEqualTo(RequestDigest.of(request));
        assertThat(block("canonical").strip()).isEqualTo(new JsonCanonicalizer(data).getEncodedString());
    }

    @Test
    void theClaimsOfTheReadmeAreThoseThatThisBotSigns() throws Exception {
        JsonNode told = JSON.readTree(block("claims"));
        BotSettings settings = BotSettings.of(Map.of());
        Person person = new Person(
                "T0123/U0456", "11111111-1111-1111-1111-111111111111", "22222222-0000-0000-0000-000000000002");
        JsonNode data = JSON.readTree(block("data"));
        Asked asked = new Asked(data, data, JSON.createObjectNode().put("requestId", "01J9ZZZZZZZZZZZZZZZZZZZZZZ"));
        Map<String, Object> signed = new LinkedHashMap<>(Claims.decision(
                settings, asked, "approve", person, "planned work", Instant.ofEpochSecond(1_795_255_200)));
        signed.put("jti", told.path("jti").asText());
        JsonNode withoutNarrow = told.deepCopy();
        ((ObjectNode) withoutNarrow).remove("narrow");
        assertThat(JSON.readTree(JSON.writeValueAsBytes(signed))).isEqualTo(withoutNarrow);
        assertThat(told.has("narrow")).isTrue();
    }

    /** The code block that follows a comment of this name. */
    private static String block(String name) throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        var found = Pattern.compile("<!-- " + name + " -->\\s*```\\w*\\n(.*?)```", Pattern.DOTALL)
                .matcher(readme);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }
}
