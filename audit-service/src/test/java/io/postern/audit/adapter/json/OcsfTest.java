package io.postern.audit.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.audit.OcsfSchema;
import io.postern.audit.app.TrailEntry;
import io.postern.audit.domain.Hash;
import io.postern.audit.domain.siem.Recorded;
import io.postern.audit.domain.siem.Ties;
import io.postern.audit.domain.siem.Told;
import io.postern.contracts.event.EventType;
import io.postern.contracts.event.RequestSubmitted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a SIEM gets of every type of event there is, held against what OCSF demands. */
class OcsfTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theRecordOfEveryTypeOfEventIsValid(boolean erased) throws IOException {
        List<Told> told = GoldenLeaves.told(erased);

        assertThat(told.stream().map(each -> each.leaf().type()).distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values())
                        .map(EventType::wireName)
                        .toList());
        for (Told each : told) {
            assertThat(each.leaf().event()).as(each.leaf().type()).isPresent();
            JsonNode record = record(each);
            OcsfSchema.isMetBy(record);
            assertThat(record.path("class_uid").asInt()).as(each.leaf().type()).isPositive();
        }
    }

    @Test
    void theSchemaOfTheTestRefusesWhatOcsfRefuses() throws IOException {
        for (String damage : List.of("time", "severity_id", "type_uid", "privileges", "user", "metadata")) {
            var record = (ObjectNode) record(of("io.postern.enforcement.rules-applied.v1", false));
            record.remove(damage);
            assertThat(OcsfSchema.allows(record)).as("without " + damage).isFalse();
        }
        var record = (ObjectNode) record(of("io.postern.enforcement.rules-applied.v1", false));
        assertThat(OcsfSchema.allows(record.deepCopy().put("type_uid", 600_301)))
                .isFalse();
        assertThat(OcsfSchema.allows(record.deepCopy().put("nobody_knows", 1))).isFalse();
    }

    @Test
    void aGrantIsAnAssignmentAndItsEndARevocation() throws IOException {
        Map<String, Integer> types = new LinkedHashMap<>();
        for (Told each : GoldenLeaves.told(false)) {
            types.put(each.leaf().type(), record(each).path("type_uid").asInt());
        }

        assertThat(types)
                .containsEntry("io.postern.enforcement.rules-applied.v1", 300_501)
                .containsEntry("io.postern.enforcement.rules-removed.v1", 300_502)
                .containsEntry("io.postern.expiry.expired.v1", 300_502)
                .containsEntry("io.postern.policy.changed.v1", 300_403)
                .containsEntry("io.postern.policy.deleted.v1", 300_404)
                .containsEntry("io.postern.enforcement.drift-found.v1", 200_401)
                .containsEntry("io.postern.observation.attempt-refused.v1", 200_401)
                .containsEntry("io.postern.request.submitted.v1", 600_301)
                .containsEntry("io.postern.approval.denied.v1", 600_303);
    }

    @Test
    void aRemovalIsTiedToRequestApprovalAndBothWritesToAzure() throws IOException {
        JsonNode record = record(of("io.postern.enforcement.rules-removed.v1", false));

        JsonNode own = record.at("/unmapped/postern");
        assertThat(record.at("/metadata/correlation_uid").asText())
                .isEqualTo(own.path("request").asText());
        assertThat(own.at("/approvals/0/event").asText()).isNotEmpty();
        assertThat(own.at("/opening/event").asText()).isNotEmpty();
        assertThat(own.at("/opening/correlationIds/0").asText()).isNotEmpty();
        assertThat(own.at("/azure/0/boundary").asText()).contains("/networkSecurityGroups/");
        assertThat(own.path("rule").asText()).startsWith("postern-");
        assertThat(record.at("/user/uid").asText()).startsWith("22222222-");
        assertThat(record.at("/privileges/0").asText()).isEqualTo("tcp/22");
    }

    @Test
    void everyRecordNamesItsPlaceInTheLogAndACheckpointOverIt() throws IOException {
        for (Told each : GoldenLeaves.told(false)) {
            JsonNode record = record(each);
            assertThat(record.at("/metadata/version").asText()).isEqualTo("1.8.0");
            assertThat(record.at("/metadata/uid").asText())
                    .isEqualTo(each.leaf().id());
            assertThat(record.at("/metadata/sequence").asLong())
                    .isEqualTo(each.leaf().index());
            assertThat(record.at("/metadata/event_code").asText())
                    .isEqualTo(each.leaf().type());
            assertThat(record.at("/unmapped/postern/leafHash").asText())
                    .isEqualTo(each.leaf().hash().base64());
            assertThat(record.at("/unmapped/postern/checkpoint").asText()).startsWith("postern.example/test\n1000\n");
        }
    }

    @Test
    void namesAreToldUntilTheyAreErasedAndSecretsAndReasonsNever() {
        String known = all(false);
        String erased = all(true);

        assertThat(known).contains("\"name\":\"Grace Example\"", "203.0.113.7/32");
        assertThat(erased).doesNotContain("Grace Example", "203.0.113.7/32");
        for (TrailEntry entry : GoldenLeaves.all(false)) {
            entry.personal().ifPresent(personal -> {
                for (String secret : List.of("jws", "nonce", "justification", "comment", "reason")) {
                    String value = tree(personal).path(secret).asText();
                    assertThat(known).as(entry.type() + " " + secret).doesNotContain(value.isEmpty() ? "eyJ" : value);
                }
            });
        }
    }

    @Test
    void aLeafThatThisReleaseCannotReadIsARecordOfNoClass() throws IOException {
        Told unread = new Told(
                new Recorded(
                        7,
                        Hash.empty(),
                        "id",
                        "io.postern.of.tomorrow.v9",
                        Instant.EPOCH.plusSeconds(1_000_000_000),
                        Optional.empty()),
                Ties.none(),
                Optional.empty());

        JsonNode record = record(unread);
        OcsfSchema.isMetBy(record);
        assertThat(record.path("class_uid").asInt()).isZero();
        assertThat(record.at("/metadata/event_code").asText()).isEqualTo("io.postern.of.tomorrow.v9");
    }

    @Test
    void ofALeafThatLostSomeOfItsPersonalValuesTheOthersAreRead() {
        TrailEntry whole = GoldenLeaves.all(false).stream()
                .filter(entry -> entry.type().equals("io.postern.request.submitted.v1"))
                .findFirst()
                .orElseThrow();
        TrailEntry part = new TrailEntry(
                whole.index(),
                whole.type(),
                whole.subject(),
                whole.time(),
                whole.leaf(),
                Optional.of("{\"requesterName\":\"Grace Example\"}"));

        Recorded read = new RecordedEvents().of(part);
        assertThat(read.event().orElseThrow().event())
                .isInstanceOfSatisfying(
                        RequestSubmitted.class,
                        event -> assertThat(event.personal().requesterName()).isEqualTo("Grace Example"));
    }

    @Test
    void aStrangersLeafIsReadAsFarAsItGoes() throws IOException {
        TrailEntry strange = GoldenLeaves.entry(
                3,
                "{\"id\":\"x\",\"type\":\"io.postern.of.tomorrow.v9\",\"time\":\"2026-11-21T12:00:00Z\"}"
                        .getBytes(StandardCharsets.UTF_8),
                false);

        Recorded read = new RecordedEvents().of(strange);
        assertThat(read.event()).isEmpty();
        assertThat(read.id()).isEqualTo("x");
    }

    private static Told of(String type, boolean erased) {
        return GoldenLeaves.told(erased).stream()
                .filter(told -> told.leaf().type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static String all(boolean erased) {
        StringBuilder text = new StringBuilder();
        GoldenLeaves.told(erased)
                .forEach(told -> text.append(new String(JsonForms.ocsf().of(told), StandardCharsets.UTF_8)));
        return text.toString();
    }

    private static JsonNode record(Told told) throws IOException {
        return JSON.readTree(JsonForms.ocsf().of(told));
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
