package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The trail as its database holds it in the end. */
final class AuditHistory {
    private static final String DATABASE = "postern_audit";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Event ids and what is recorded of them, in the order of the trail. */
    private final Map<String, JsonNode> leaves = new LinkedHashMap<>();

    private final List<String> notes;
    private final List<String> quarantined;
    private final List<String> untold;

    AuditHistory(Databases databases) throws SQLException, IOException {
        try (Connection database = databases.connect(DATABASE);
                Statement statement = database.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT idx, event_id, leaf FROM audit_leaf ORDER BY idx")) {
                while (rows.next()) {
                    assertThat(rows.getLong(1)).as("index").isEqualTo(leaves.size());
                    JsonNode before = leaves.put(rows.getString(2), JSON.readTree(rows.getBytes(3)));
                    assertThat(before)
                            .as("the same event before leaf %d", rows.getLong(1))
                            .isNull();
                }
            }
        }
        notes = databases.ask(DATABASE, "SELECT note FROM audit_checkpoint ORDER BY size");
        quarantined =
                databases.ask(DATABASE, "SELECT topic || ' ' || partition || ' ' || record_offset FROM quarantine");
        untold = databases.ask(DATABASE, "SELECT subject FROM outbox WHERE published_at IS NULL");
    }

    /** Fails while less is in the trail than it has to hold in the end. */
    static boolean complete(Databases databases, OnTopics topics) {
        String expected = String.valueOf(topics.told.size() + topics.poison.size());
        String found =
                databases.ask(DATABASE, "SELECT count(*) FROM audit_leaf").getFirst();
        if (!found.equals(expected)) {
            throw new IllegalStateException(found + " leaves of " + expected);
        }
        return true;
    }

    int size() {
        return leaves.size();
    }

    int checkpoints() {
        return notes.size();
    }

    /** Everything that was told is there once, as it was told and in the order of its partition; what is no event is set aside and reported once. */
    void holdsOnce(OnTopics topics) throws IOException {
        assertThat(leaves.keySet()).containsAll(topics.told.keySet());
        Map<String, Long> reached = new HashMap<>();
        Set<String> reported = new HashSet<>();
        for (Map.Entry<String, JsonNode> leaf : leaves.entrySet()) {
            byte[] told = topics.told.get(leaf.getKey());
            if (told == null) {
                reported.add(report(leaf.getValue()));
                continue;
            }
            assertThat(impersonal(leaf.getValue())).isEqualTo(impersonal(JSON.readTree(told)));
            OnTopics.Place place = topics.places.get(leaf.getKey());
            Long before = reached.put(place.partition(), place.offset());
            assertThat(before == null || before < place.offset())
                    .as("%s after %s", place, before)
                    .isTrue();
        }
        assertThat(quarantined).containsExactlyInAnyOrderElementsOf(topics.poison);
        assertThat(reported).isEqualTo(topics.poison);
        assertThat(untold).isEmpty();
        assertThat(leaves).hasSize(topics.told.size() + topics.poison.size());
    }

    private static String report(JsonNode leaf) {
        assertThat(leaf.path("type").asText()).isEqualTo("io.postern.observation.event-quarantined.v1");
        JsonNode data = leaf.path("data");
        return data.path("topic").asText() + " " + data.path("partition") + " " + data.path("offset");
    }

    private static JsonNode impersonal(JsonNode event) {
        ((ObjectNode) event.path("data")).remove("personal");
        return event;
    }

    /** No checkpoint was shown that is not remembered; all that were signed are listed, each once, and no other. */
    void remembersEvery(Set<String> seen, Path log) throws IOException {
        assertThat(notes).containsAll(seen);
        assertThat(listed(log.resolve("checkpoints"))).containsExactlyElementsOf(notes);
    }

    private static List<String> listed(Path lists) throws IOException {
        List<String> listed = new ArrayList<>();
        try (Stream<Path> files = Files.walk(lists)) {
            for (Path list : files.filter(Files::isRegularFile).sorted().toList()) {
                for (String line : Files.readAllLines(list)) {
                    listed.add(JSON.readTree(line).path("note").asText());
                }
            }
        }
        return listed;
    }
}
