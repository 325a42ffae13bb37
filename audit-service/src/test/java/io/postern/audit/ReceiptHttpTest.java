package io.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.messaging.testing.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Receipts from real leaves, for those who may read the trail. */
@QuarkusTest
@QuarkusTestResource(AuditWorld.class)
@QuarkusTestResource(TestKafka.class)
class ReceiptHttpTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final List<PortAccess> SSH = List.of(new PortAccess(new Port(22), Protocol.TCP));

    private final RequestId request = RequestId.next();
    private final GrantId grant = GrantId.next();

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
    @TestSecurity(user = "auditor", roles = "Postern.Read")
    void aRequestHasAReceiptOnceItIsClosed() throws Exception {
        String path = "/api/v1/receipts/" + request;
        http.refused(404, path);
        send(
                Examples.from(
                        Source.APPROVAL_SERVICE,
                        new Approved(
                                request,
                                new PersonId("tenant", "someone"),
                                List.of(new Target(Examples.VM, SSH)),
                                Duration.ofHours(1),
                                null,
                                NOON.plusSeconds(3_600),
                                List.of(),
                                "rule",
                                "1",
                                Examples.PROOF,
                                new Approved.Personal(List.of(Cidr.parse("203.0.113.7")), "nonce"))),
                Examples.from(
                        Source.ENFORCER_SERVICE,
                        new RulesApplied(
                                request,
                                grant,
                                Examples.VM,
                                SSH,
                                NOON,
                                NOON.plusSeconds(1_800),
                                "rule-g",
                                List.of(),
                                new RulesApplied.Personal(List.of(Cidr.parse("203.0.113.7"))))));
        Eventually.is("the opening is known", () -> http.get(path).body().contains("still open is grant " + grant));
        assertThat(http.refused(409, path)).contains("Ask again when it is closed");
        Eventually.is(
                "that there is none yet was read, and is on the trail",
                () -> http.json("/api/v1/trail?type=trail-read&limit=1000")
                        .toString()
                        .contains("request=" + request));

        send(Examples.from(
                Source.ENFORCER_SERVICE,
                new RulesRemoved(
                        request,
                        grant,
                        Examples.VM,
                        "rule-g",
                        NOON.plusSeconds(1_800),
                        CloseReason.EXPIRED,
                        List.of())));
        Eventually.is("the closing is signed", () -> http.get(path).statusCode() == 200);

        assertThat(http.get(path).body().lines())
                .startsWith("postern closure receipt v1", AuditWorld.ORIGIN, "request " + request)
                .anyMatch(line ->
                        line.matches("approved leaf=[0-9]+ at=" + NOON + " notAfter=" + NOON.plusSeconds(3_600)))
                .anyMatch(line -> line.matches("opened leaf=[0-9]+ grant=" + grant + " at=" + NOON + " from=" + NOON
                        + " until=" + NOON.plusSeconds(1_800) + " rule=rule-g vm=" + Examples.VM.value()))
                .anyMatch(line -> line.matches("closed leaf=[0-9]+ grant=" + grant + " at=" + NOON + " how=expired"))
                .anyMatch(line -> line.matches("tree size=[0-9]+ root=.{44}"))
                .anyMatch(line -> line.startsWith("\u2014 " + AuditWorld.ORIGIN + " "));
        http.refused(400, "/api/v1/receipts/nonsense");
    }

    @Test
    void receiptsAreForReaders() throws Exception {
        http.refused(401, "/api/v1/receipts/" + request);
    }

    private void send(Envelope... events) throws Exception {
        EventCodec codec = new EventCodec();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer())) {
            for (Envelope event : events) {
                producer.send(new ProducerRecord<>(
                                event.type().topic().wireName(), event.subject(), codec.encode(event)))
                        .get();
            }
        }
    }
}
