package io.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.architecture.AlarmRules;
import io.postern.audit.adapter.postgres.PostgresSigningRight;
import io.postern.audit.domain.PersonCommitment;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.Topic;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.messaging.testing.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuditWorld.class)
@QuarkusTestResource(TestKafka.class)
class AuditTest {
    private final EventCodec codec = new EventCodec();

    @Inject
    DataSource database;

    @ConfigProperty(name = "postern.audit.log-dir")
    Path directory;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @TestHTTPResource("/")
    URI address;

    private PublishedLog published;
    private Http http;
    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void connect() {
        published = new PublishedLog(directory);
        http = new Http(address);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close();
    }

    @Test
    void everyEventOfEveryTopicBecomesOneProvenLeafThoughDeliveredTwice() throws Exception {
        List<Envelope> events = Examples.ofEveryTopic(RequestId.next());
        for (Envelope event : events) {
            send(event);
            send(event);
        }
        Envelope fence = Examples.submitted(RequestId.next());
        send(fence);
        isPublished(fence);
        for (Envelope event : events) {
            isPublished(event);
        }

        List<String> leaves = leaves();
        for (Envelope event : events) {
            assertThat(leaves)
                    .filteredOn(leaf -> leaf.contains(event.id().value()))
                    .hasSize(1);
        }
    }

    @Test
    void anEventThatANewerOneHasOvertakenIsRecordedToo() throws Exception {
        RequestId request = RequestId.next();
        Envelope older = Examples.submitted(request);
        Envelope newer = Examples.submitted(request);
        isPublished(send(newer));

        isPublished(send(older));
    }

    @Test
    void aRecordThatIsNoEventLeavesALeafToo() throws Exception {
        producer.send(new ProducerRecord<>(Topic.DECISIONS.wireName(), "x", "{broken".getBytes(StandardCharsets.UTF_8)))
                .get();

        Eventually.is(
                "a leaf about the broken record",
                () -> leaves().stream()
                        .anyMatch(leaf -> leaf.contains("event-quarantined") && leaf.contains("postern.decisions")));
    }

    @Test
    void theServiceItselfCanNeitherChangeNorTakeAway() throws Exception {
        isPublished(send(Examples.submitted(RequestId.next())));

        for (String statement : List.of(
                "UPDATE audit_leaf SET leaf = leaf",
                "DELETE FROM audit_leaf",
                "TRUNCATE audit_leaf CASCADE",
                "UPDATE audit_checkpoint SET note = note",
                "DELETE FROM audit_checkpoint",
                "DROP TABLE audit_checkpoint")) {
            assertThatThrownBy(() -> execute(statement))
                    .as(statement)
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("42501");
        }
    }

    @Test
    void onlyOneInstanceAtATimeMaySign() {
        assertThat(new PostgresSigningRight(database).tryTake()).isEmpty();
    }

    @Test
    void anybodyMayReadTheLog() throws Exception {
        isPublished(send(Examples.submitted(RequestId.next())));
        Path tile;
        try (var tiles = Files.walk(directory.resolve("tile/entries"))) {
            tile = tiles.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }

        assertThat(http.get("/checkpoint").body()).startsWith(AuditWorld.ORIGIN + "\n");
        assertThat(http.bytes("/" + directory.relativize(tile)).body()).isEqualTo(Files.readAllBytes(tile));
        http.refused(404, "/tile/0/999");
        http.refused(404, "/tile/0/..%2f..%2f..%2fkey");
        http.refused(404, "/tile/entries/000.p/0");
    }

    @Test
    void theTrailIsNotForEverybody() throws Exception {
        http.refused(401, "/api/v1/trail");
    }

    @Test
    @TestSecurity(user = "requester", roles = "Postern.Close")
    void theTrailIsForReadersOnly() throws Exception {
        http.refused(403, "/api/v1/trail");
        http.refused(403, "/api/v1/trail/" + RequestId.next() + "/story");
        http.refused(403, "/api/v1/export");

        for (String about : List.of("trail", "trail/{request}/story", "export")) {
            Eventually.is(
                    "the attempt on " + about + " is on the trail",
                    () -> leaves().stream()
                            .anyMatch(leaf -> leaf.contains("attempt-refused")
                                    && leaf.contains("\"about\":\"" + about + "\"")
                                    && leaf.contains("not-entitled")));
        }
    }

    @Test
    @TestSecurity(user = "auditor", roles = "Postern.Read")
    void aReaderFindsTheEventsOfARequestWithWhoAndWhyUntilTheseAreErased() throws Exception {
        RequestId request = RequestId.next();
        List<Envelope> events = Examples.ofEveryTopic(request);
        for (Envelope event : events) {
            isPublished(send(event));
        }

        JsonNode entries = http.json("/api/v1/trail?request=" + request).path("entries");
        assertThat(entries).hasSize(6);
        assertThat(entries.at("/1/type").asText()).isEqualTo("io.postern.decision.made.v1");
        assertThat(entries.at("/1/event/data/personal/jws").asText()).isEqualTo(Examples.PROOF);
        assertThat(leaves()).noneMatch(leaf -> leaf.contains(Examples.PROOF));
        assertThat(entries.at("/0/type").asText()).isEqualTo("io.postern.request.submitted.v1");
        assertThat(entries.at("/0/event/data/personal/requesterName").asText()).isEqualTo("Ada Lovelace");
        assertThat(http.json("/api/v1/trail?vm=" + Examples.VM.key() + "&request=" + request
                                + "&from=2026-11-21T12:00:00Z&to=2026-11-21T12:00:01Z"
                                + "&type=io.postern.enforcement.rules-removed.v1")
                        .path("entries"))
                .hasSize(1);
        assertThat(http.json("/api/v1/trail?request=" + request + "&to=2026-11-21T12:00:00Z")
                        .path("entries"))
                .isEmpty();

        owner("DELETE FROM audit_personal WHERE event_id = '" + events.get(1).id() + "'");
        String erased = http.get("/api/v1/trail?request=" + request).body();
        assertThat(erased).doesNotContain("Ada").contains(events.get(1).id().value());
        published.leavesThatGiveTheRoot();
    }

    @Test
    @TestSecurity(user = "auditor", roles = "Postern.Read")
    void whoReadsTheTrailIsOnItBeforeTheySeeAnything() throws Exception {
        RequestId request = RequestId.next();
        http.json("/api/v1/trail?request=" + request);

        Eventually.is(
                "a leaf about the reading",
                () -> leaves().stream()
                        .anyMatch(leaf -> leaf.contains("trail-read") && leaf.contains(request.value())));
        JsonNode reads = http.json("/api/v1/trail?type=io.postern.observation.trail-read.v1")
                .path("entries");
        JsonNode newest = reads.get(reads.size() - 1);
        assertThat(newest.at("/event/data/personal/name").asText()).isEqualTo("auditor");
        assertThat(newest.at("/event/source").asText()).isEqualTo("postern/audit-service");
    }

    @Test
    @TestSecurity(user = "auditor", roles = "Postern.Read")
    void eventsAreFoundByThePeopleInThemAndByShortNames() throws Exception {
        RequestId request = RequestId.next();
        for (Envelope event : Examples.ofEveryTopic(request)) {
            isPublished(send(event));
        }
        for (String actor : List.of("SOMEONE", "ada%20LOVELACE")) {
            assertThat(http.json("/api/v1/trail?type=submitted&actor=" + actor + "&request=" + request)
                            .path("entries"))
                    .hasSize(1);
        }
        assertThat(http.json("/api/v1/trail?actor=grace&request=" + request).path("entries"))
                .isEmpty();
        JsonNode first = http.json("/api/v1/trail?limit=1&request=" + request);
        assertThat(first.path("entries")).hasSize(1);
        JsonNode second = http.json("/api/v1/trail?limit=1&request=" + request + "&after=" + first.path("next"));
        assertThat(second.at("/entries/0/type").asText()).isEqualTo("io.postern.decision.made.v1");
    }

    @Test
    @TestSecurity(user = "auditor", roles = "Postern.Read")
    void aRequestsStoryIsOnePage() throws Exception {
        RequestId request = RequestId.next();
        for (Envelope event : Examples.life(request)) {
            isPublished(send(event));
        }

        JsonNode told = http.json("/api/v1/trail/" + request + "/story");
        JsonNode story = told.path("story");
        assertThat(story.at("/asked/by/name").asText()).isEqualTo("Ada Lovelace");
        assertThat(story.at("/asked/why").asText()).isEqualTo("to repair the engine");
        assertThat(story.at("/decisions/0/policyRule").asText()).isEqualTo("automatic");
        assertThat(story.at("/rules/0/writes/0/correlationId").asText()).isEqualTo("opened-1");
        assertThat(story.at("/rules/0/removal/writes/0/correlationId").asText()).isEqualTo("closed-1");
        assertThat(story.at("/rules/0/removal/late").asText()).isEqualTo("PT2S");
        assertThat(story.path("late").asText()).isEqualTo("PT2S");
        assertThat(story.path("somethingIsOpen").asBoolean()).isFalse();
        assertThat(told.at("/steps/3/line/detail").asText())
                .isEqualTo("web-1 takes no new connections (expired); open sessions are not cut.");
        JsonNode found = http.json("/api/v1/trail?limit=1&request=" + request).at("/entries/0");
        assertThat(found.path("line")).isEqualTo(told.at("/steps/0/line"));
        assertThat(told.at("/steps/0/event")).isEqualTo(found.at("/event/id"));
        assertThat(told.path("proven").asBoolean()).isTrue();
        assertThat(told.at("/steps/0/signedOver").asLong())
                .isGreaterThan(told.at("/steps/0/leaf").asLong());

        owner("DELETE FROM audit_personal");
        JsonNode erased = http.json("/api/v1/trail/" + request + "/story");
        assertThat(erased.at("/story/asked/why").asText()).isEqualTo("(erased)");
        assertThat(erased.at("/steps/3/line")).isEqualTo(told.at("/steps/3/line"));
        http.refused(404, "/api/v1/trail/" + RequestId.next() + "/story");
        http.refused(400, "/api/v1/trail/x/story");
    }

    @Test
    @TestSecurity(
            user = "admin",
            roles = {"Postern.Read", "Postern.Configure"})
    void aPersonIsForgottenAndEveryProofHolds() throws Exception {
        PersonId ann = new PersonId("tenant", "ann-" + RequestId.next().value());
        PersonId bob = new PersonId("tenant", "bob-" + RequestId.next().value());
        RequestId request = RequestId.next();
        String why = "to " + RequestId.next();
        for (Envelope event : Examples.asked(request, ann, "Ann Erased", why, bob, "Bob Stays")) {
            isPublished(send(event));
        }
        http.json("/api/v1/trail?actor=ann%20erased");
        String path = "/api/v1/trail?request=" + request;
        assertThat(http.get(path).body()).contains("Ann Erased", why, "203.0.113.9", "Bob Stays", "agreed by Bob");
        Eventually.is(
                "the search for Ann has its leaf",
                () -> number("SELECT count(*) FROM audit_person" + " WHERE person = 'ann erased' AND oid IS NULL") > 0);

        HttpResponse<String> answer = http.post(
                "/api/v1/erasures", "{\"person\":\"tenant/" + ann.oid() + "\",\"reason\":\"asked for by letter\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode receipt = new ObjectMapper().readTree(answer.body());
        byte[] salt = Base64.getUrlDecoder().decode(receipt.path("salt").asText());
        assertThat(receipt.path("commitment").asText())
                .isEqualTo(PersonCommitment.of(ann, salt).text());

        assertThat(http.get(path).body())
                .doesNotContain("Ann Erased", why, "203.0.113.9")
                .contains("Bob Stays", "agreed by Bob");
        assertThat(http.json("/api/v1/trail?actor=" + ann.oid()).path("entries"))
                .isEmpty();
        assertThat(http.json("/api/v1/trail?actor=" + bob.oid()).path("entries"))
                .hasSize(2);
        assertThat(number("SELECT count(*) FROM audit_personal_other WHERE fields ILIKE '%ann erased%'"))
                .isZero();
        Eventually.is(
                "the erasure is on the trail, without a name",
                () -> leaves().stream()
                        .anyMatch(leaf -> leaf.contains(receipt.path("event").asText())));
        assertThat(leaves())
                .filteredOn(leaf -> leaf.contains("person-erased"))
                .noneMatch(leaf -> leaf.contains(ann.oid()) || leaf.contains("Ann Erased"));
        assertThat(http.post("/api/v1/erasures", "{\"person\":\"tenant/" + ann.oid() + "\",\"reason\":\"again\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(http.post("/api/v1/erasures", "{\"person\":\"ann\",\"reason\":\"why\"}")
                        .statusCode())
                .isEqualTo(400);

        owner("REVOKE DELETE ON audit_personal FROM trail_app_eraser");
        assertThat(http.post("/api/v1/erasures", "{\"person\":\"tenant/" + bob.oid() + "\",\"reason\":\"why\"}")
                        .statusCode())
                .isEqualTo(501);
        owner("GRANT DELETE ON audit_personal TO trail_app_eraser");
        assertThat(http.get(path).body()).contains("Bob Stays");
    }

    @Test
    @TestSecurity(user = "auditor", roles = "Postern.Read")
    void whoMayReadMayNotErase() throws Exception {
        assertThat(http.post("/api/v1/erasures", "{}").statusCode()).isEqualTo(403);

        Eventually.is(
                "the attempt is on the trail",
                () -> leaves().stream().anyMatch(leaf -> leaf.contains("\"about\":\"erasures\"")));
    }

    @Test
    void evenTheEraserCannotTakeALeaf() throws Exception {
        isPublished(send(Examples.submitted(RequestId.next())));
        for (String statement : List.of(
                "DELETE FROM audit_leaf",
                "UPDATE audit_personal SET fields = fields",
                "INSERT INTO audit_personal SELECT * FROM audit_personal",
                "DELETE FROM audit_checkpoint",
                "SELECT leaf FROM audit_leaf")) {
            assertThatThrownBy(() -> execute("SET ROLE trail_app_eraser; " + statement))
                    .as(statement)
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("42501");
        }
    }

    @Test
    @TestSecurity(user = "auditor", roles = "Postern.Read")
    void aReadingThatCannotBeRecordedIsNone() throws Exception {
        owner("REVOKE INSERT ON outbox FROM trail_app");
        try {
            http.refused(503, "/api/v1/trail?request=" + RequestId.next());
        } finally {
            owner("GRANT INSERT ON outbox TO trail_app");
        }
    }

    @Test
    @TestSecurity(user = "auditor", roles = "Postern.Read")
    void aParameterThatCannotBeReadIsNamed() throws Exception {
        for (String parameter : List.of("request", "actor", "vm", "type", "from", "to", "after", "limit")) {
            assertThat(http.refused(400, "/api/v1/trail?" + parameter + "=%00';--"))
                    .contains("parameter " + parameter);
        }
        http.refused(400, "/api/v1/trail?limit=1001");
        http.refused(400, "/api/v1/trail?to=%2B999999999-01-01T00:00:00Z");
    }

    @Test
    void theServiceIsReadyAndShowsItsNumbers() throws Exception {
        for (String path : List.of("/q/health/ready", "/q/health/live", "/q/metrics", "/q/openapi")) {
            assertThat(http.get(path).statusCode()).as(path).isEqualTo(200);
        }
        Set<String> metrics = AlarmRules.metrics("postern_audit_");
        metrics.removeAll(AlarmRules.metrics("postern_audit_ingestion_")); // shown only where it is set where to
        assertThat(http.get("/q/metrics").body()).contains(metrics);
    }

    private Envelope send(Envelope event) throws Exception {
        producer.send(new ProducerRecord<>(event.type().topic().wireName(), event.subject(), codec.encode(event)))
                .get();
        return event;
    }

    private void isPublished(Envelope event) throws Exception {
        Eventually.is(
                event.type() + " is published",
                () -> leaves().stream()
                        .anyMatch(leaf -> leaf.contains(event.id().value())));
    }

    private List<String> leaves() throws Exception {
        return published.size() == 0
                ? List.of()
                : published.leavesThatGiveTheRoot().stream()
                        .map(leaf -> new String(leaf, StandardCharsets.UTF_8))
                        .toList();
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            try {
                sql.execute(statement);
            } finally {
                sql.execute("RESET ROLE");
            }
        }
    }

    private void owner(String statement) throws SQLException {
        try (Connection owner = DriverManager.getConnection(url, "trail_owner", "owner");
                Statement sql = owner.createStatement()) {
            sql.execute(statement);
        }
    }

    private long number(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
