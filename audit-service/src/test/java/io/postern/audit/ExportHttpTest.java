package io.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.id.RequestId;
import io.postern.messaging.testing.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The trail as a file, in every form. */
@QuarkusTest
@QuarkusTestResource(AuditWorld.class)
@QuarkusTestResource(TestKafka.class)
class ExportHttpTest {
    private final ObjectMapper json = new ObjectMapper();

    @Inject
    DataSource database;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @TestHTTPResource("/")
    URI address;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(address);
    }

    @Test
    void theTrailIsNotForEverybodyToTakeAway() throws Exception {
        http.refused(401, "/api/v1/export");
    }

    @Test
    @TestSecurity(user = "requester", roles = "Postern.Close")
    void theTrailIsForReadersToTakeAway() throws Exception {
        http.refused(403, "/api/v1/export?format=csv");
    }

    @Test
    @TestSecurity(user = "auditor", roles = "Postern.Read")
    void whatCannotBeReadIsNamed() throws Exception {
        assertThat(http.refused(400, "/api/v1/export?format=xml"))
                .contains("parameter format", "jsonl, csv, ocsf, asim");
        for (String parameter : List.of("request", "vm", "type", "from", "to", "after")) {
            assertThat(http.refused(400, "/api/v1/export?" + parameter + "=%00';--"))
                    .contains("parameter " + parameter);
        }
    }

    @Test
    @TestSecurity(user = "auditor", roles = "Postern.Configure")
    void everyFormHoldsWhatWasAskedForAndEachExportIsOnRecord() throws Exception {
        RequestId request = RequestId.next();
        send(Examples.ofEveryTopic(request));
        String filter = "request=" + request;
        Eventually.is(
                "all are recorded",
                () -> number("SELECT count(*) FROM audit_leaf WHERE request_id = '%s'", request) == 6);

        List<String> events = lines("jsonl", filter, 6);
        assertThat(json.readTree(events.getFirst())
                        .at("/event/data/personal/requesterName")
                        .asText())
                .isEqualTo("Ada Lovelace");
        for (String line : lines("ocsf", filter, 6)) {
            OcsfSchema.isMetBy(json.readTree(line));
        }
        assertThat(lines("asim", filter, 6)).allMatch(line -> line.contains("\"EventSchema\":\"AuditEvent\""));
        assertThat(lines("csv", filter, 7).getFirst()).startsWith("\"PosternLeafIndex\",\"TimeGenerated\"");
        assertThat(lines("csv", filter + "&type=io.postern.expiry.expired.v1", 2))
                .hasSize(2);

        Eventually.is("the exports are on the trail", () -> reads(request) == 5);
    }

    @Test
    @TestSecurity(user = "auditor", roles = "Postern.Read")
    void theWholeTrailCanBeTakenAway() throws Exception {
        HttpResponse<String> all = http.get("/api/v1/export");

        assertThat(all.statusCode()).isEqualTo(200);
        long index = 0;
        for (String line : all.body().lines().toList()) {
            assertThat(json.readTree(line).path("index").asLong()).isEqualTo(index++);
        }
    }

    private long reads(RequestId request) throws SQLException {
        return number("""
                SELECT count(*) FROM audit_leaf WHERE type = 'io.postern.observation.trail-read.v1'
                AND convert_from(leaf, 'UTF8') LIKE '%%"filter":"format=%%&request=%s%%'""", request);
    }

    private long number(String query, RequestId request) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query.formatted(request))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private List<String> lines(String format, String filter, int count) throws Exception {
        HttpResponse<String> answer = http.get("/api/v1/export?format=" + format + "&" + filter);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-disposition").orElseThrow())
                .contains("postern-trail." + format);
        assertThat(answer.body().lines()).hasSize(count);
        return answer.body().lines().toList();
    }

    private void send(List<Envelope> events) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer())) {
            for (Envelope event : events) {
                byte[] bytes = new EventCodec().encode(event);
                producer.send(new ProducerRecord<>(event.type().topic().wireName(), event.subject(), bytes))
                        .get();
            }
        }
    }
}
