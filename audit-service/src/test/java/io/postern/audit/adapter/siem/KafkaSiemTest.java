package io.postern.audit.adapter.siem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.audit.adapter.json.GoldenLeaves;
import io.postern.audit.adapter.json.JsonForms;
import io.postern.audit.app.siem.Covering;
import io.postern.audit.app.siem.Siem.LastTold;
import io.postern.audit.app.siem.SiemUnavailable;
import io.postern.audit.domain.Checkpoint;
import io.postern.audit.domain.Hash;
import io.postern.audit.domain.NoteKey;
import io.postern.audit.domain.siem.Told;
import io.postern.contracts.event.Topic;
import io.postern.messaging.testing.Eventually;
import io.postern.messaging.testing.TestKafka;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaSiemTest {
    private static final String TOPIC = Topic.AUDIT.wireName();

    private final NoteKey key = NoteKey.generate("postern.example/test", new SecureRandom());
    private final List<Told> leaves = told(1_000, key);

    @Test
    void aBrokerThatGoesAwayLosesNothingAndIsAskedWhatItHolds() throws Exception {
        try (TestKafka kafka = new TestKafka()) {
            kafka.start();
            Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
            KafkaSiem siem = siem(config);
            assertThat(last(siem)).isEmpty();

            Eventually.holds("it is told", () -> told(siem, leaves.subList(0, 10)));
            assertThat(last(siem).orElseThrow().index()).isEqualTo(9);
            assertThat(last(siem).orElseThrow().checkpoint().size()).isEqualTo(1_000);

            kafka.suspend();
            assertThatThrownBy(() -> siem.tell(leaves.subList(10, 20))).isInstanceOf(SiemUnavailable.class);
            assertThatThrownBy(siem::last).isInstanceOf(SiemUnavailable.class);

            kafka.resume();
            Eventually.holds("it is told again", () -> told(siem, leaves.subList(10, leaves.size())));
            assertThat(last(siem).orElseThrow().index()).isEqualTo(leaves.size() - 1);
            assertThat(keys(config, TOPIC).stream().distinct().toList())
                    .isEqualTo(LongStream.range(0, leaves.size())
                            .mapToObj(String::valueOf)
                            .toList());
            siem.close();
        }
    }

    @Test
    void whatOthersWriteIsNeitherBelievedNorHidesWhatTheLogTold() throws Exception {
        try (TestKafka kafka = new TestKafka()) {
            kafka.start();
            Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
            KafkaSiem siem = siem(config);
            List<byte[]> foreign =
                    new ArrayList<>(Collections.nCopies(400, "no JSON".getBytes(StandardCharsets.UTF_8)));
            foreign.add(null);
            foreign.add(JsonForms.ocsf()
                    .of(told(9_000, NoteKey.generate(key.name(), new SecureRandom()))
                            .get(7)));
            foreign.add(JsonForms.ocsf().of(told(3, key).get(7)));
            write(config, foreign);
            write(
                    config,
                    List.of("{\"unmapped\":{\"postern\":{\"leafIndex\":5000,\"checkpoint\":\"a\\n6000\\nb\"}}}"
                            .getBytes(StandardCharsets.UTF_8)));
            assertThat(last(siem)).as("nobody else's").isEmpty();

            Eventually.holds("it is told", () -> told(siem, leaves.subList(0, 2)));
            write(config, foreign);
            assertThat(last(siem).orElseThrow().checkpoint().size()).isEqualTo(1_000);
            assertThat(last(siem).orElseThrow().index()).isEqualTo(1);
            siem.close();
        }
    }

    @Test
    void aLeafThatTheProducerRefusesIsNotOvertakenByTheNext() throws Exception {
        try (TestKafka kafka = new TestKafka()) {
            kafka.start();
            Map<String, Object> reading = Map.of("bootstrap.servers", kafka.bootstrapServers());
            Map<String, Object> config = new HashMap<>(reading);
            config.put("interceptor.classes", List.of(TopicAfterTheFirstRefusal.class));
            KafkaSiem siem = new KafkaSiem(
                    config,
                    TopicAfterTheFirstRefusal.TOPIC,
                    JsonForms.ocsf(),
                    key.verifier(),
                    Duration.ofMillis(1_000));

            assertThatThrownBy(() -> siem.tell(leaves.subList(0, 3))).isInstanceOf(SiemUnavailable.class);

            assertThat(keys(reading, TopicAfterTheFirstRefusal.TOPIC))
                    .as("leaves without the first")
                    .isEmpty();
            Eventually.holds("it is told", () -> told(siem, leaves.subList(0, 3)));
            assertThat(keys(reading, TopicAfterTheFirstRefusal.TOPIC)).containsExactly("0", "1", "2");
            siem.close();
        }
    }

    private KafkaSiem siem(Map<String, Object> config) {
        return new KafkaSiem(config, TOPIC, JsonForms.ocsf(), key.verifier(), Duration.ofMillis(1_000));
    }

    private static List<Told> told(int size, NoteKey key) {
        String note = key.sign(new Checkpoint(key.name(), size, Hash.empty()).text());
        return GoldenLeaves.told(false, new Covering(size, note));
    }

    private static void write(Map<String, Object> config, List<byte[]> records) throws Exception {
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            for (byte[] record : records) {
                producer.send(new ProducerRecord<>(TOPIC, 0, "0", record));
            }
            producer.flush();
        }
    }

    /** On a busy machine a broker that is there may take longer to answer than this test waits for one that is not. */
    private static Optional<LastTold> last(KafkaSiem siem) {
        AtomicReference<Optional<LastTold>> last = new AtomicReference<>(Optional.empty());
        Eventually.holds("the topic says what it holds", () -> {
            try {
                last.set(siem.last());
                return true;
            } catch (SiemUnavailable notYet) {
                return false;
            }
        });
        return last.get();
    }

    private static boolean told(KafkaSiem siem, List<Told> leaves) {
        try {
            siem.tell(leaves);
            return true;
        } catch (SiemUnavailable notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> keys(Map<String, Object> config, String topic) {
        List<String> keys = new ArrayList<>();
        TopicPartition partition = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> keys.add(record.key()));
            }
        }
        return keys;
    }
}
