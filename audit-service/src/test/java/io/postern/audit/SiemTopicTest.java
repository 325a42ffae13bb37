package io.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.audit.adapter.postgres.PostgresSiemRight;
import io.postern.audit.domain.Hash;
import io.postern.audit.domain.LogTree;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.Topic;
import io.postern.contracts.id.RequestId;
import io.postern.messaging.testing.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What a stock consumer of the topic sees. */
@QuarkusTest
@QuarkusTestResource(AuditWorld.class)
@QuarkusTestResource(TestKafka.class)
class SiemTopicTest {
    private static final TopicPartition AUDIT = new TopicPartition(Topic.AUDIT.wireName(), 0);

    private final ObjectMapper json = new ObjectMapper();

    @Inject
    DataSource database;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Test
    void aConsumerCanProveFromItsRecordsAloneThatItHoldsEverything() throws Exception {
        RequestId request = RequestId.next();
        List<Envelope> events = new ArrayList<>(Examples.ofEveryTopic(request));
        Envelope fence = Examples.submitted(RequestId.next());
        send(events);
        send(List.of(fence));

        List<ConsumerRecord<String, byte[]>> records = consumedUntil(fence.id().value(), events);
        LogTree tree = LogTree.empty();
        for (ConsumerRecord<String, byte[]> record : records) {
            JsonNode ocsf = json.readTree(record.value());
            OcsfSchema.isMetBy(ocsf);
            JsonNode own = ocsf.at("/unmapped/postern");
            assertThat(record.key()).isEqualTo(String.valueOf(tree.size()));
            assertThat(own.path("leafIndex").asLong()).isEqualTo(tree.size());
            assertThat(record.headers()).isEmpty();
            Hash leaf = Hash.of(Base64.getDecoder().decode(own.path("leafHash").asText()));
            tree = tree.append(List.of(leaf), _ -> {});
            String[] note = own.path("checkpoint").asText().split("\n", -1);
            assertThat(Long.parseLong(note[1])).isGreaterThanOrEqualTo(tree.size());
            if (Long.parseLong(note[1]) == tree.size()) {
                assertThat(note[2]).isEqualTo(tree.root().base64());
            }
        }
        assertThat(new String(bytes(records), StandardCharsets.UTF_8))
                .contains(request.value(), "Ada Lovelace")
                .doesNotContain(Examples.PROOF, "to repair the engine");
    }

    @Test
    void onlyOneInstanceAtATimeTells() throws Exception {
        Envelope event = Examples.submitted(RequestId.next());
        send(List.of(event));
        consumedUntil(event.id().value(), List.of());

        assertThat(new PostgresSiemRight(database, "kafka").tryTake()).isEmpty();
        try (var other = new PostgresSiemRight(database, "another").tryTake().orElseThrow()) {
            assertThat(other.next()).isZero();
            other.advance(1);
            other.advance(3);
            other.advance(2);
            assertThat(other.next()).as("a cursor goes on only").isEqualTo(3);
            assertThat(other.newest()).isPresent();
            assertThat(other.noteOver(other.newest().orElseThrow().size()))
                    .contains(other.newest().orElseThrow().note());
        }
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

    /** Every record of the topic from the first, once these have come. */
    private List<ConsumerRecord<String, byte[]>> consumedUntil(String fence, List<Envelope> others) throws Exception {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        List<String> missing =
                new ArrayList<>(others.stream().map(event -> event.id().value()).toList());
        missing.add(fence);
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(AUDIT));
            consumer.seekToBeginning(List.of(AUDIT));
            Eventually.is("the records come", () -> {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    records.add(record);
                    missing.remove(
                            json.readTree(record.value()).at("/metadata/uid").asText());
                }
                return missing.isEmpty();
            });
        }
        return records;
    }

    private static byte[] bytes(List<ConsumerRecord<String, byte[]>> records) {
        var all = new ByteArrayOutputStream();
        records.forEach(record -> all.writeBytes(record.value()));
        return all.toByteArray();
    }
}
