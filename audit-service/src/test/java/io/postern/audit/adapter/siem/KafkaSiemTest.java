package io.postern.audit.adapter.siem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.audit.adapter.json.GoldenLeaves;
import io.postern.audit.adapter.json.JsonForms;
import io.postern.audit.app.siem.Siem.LastTold;
import io.postern.audit.app.siem.SiemUnavailable;
import io.postern.audit.domain.siem.Told;
import io.postern.contracts.event.Topic;
import io.postern.messaging.testing.Eventually;
import io.postern.messaging.testing.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class KafkaSiemTest {
    private static final String TOPIC = Topic.AUDIT.wireName();

    @Test
    void aBrokerThatGoesAwayLosesNothingAndIsAskedWhatItHolds() throws Exception {
        List<Told> leaves = GoldenLeaves.told(false);
        try (TestKafka kafka = new TestKafka()) {
            kafka.start();
            Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
            KafkaSiem siem = new KafkaSiem(config, TOPIC, JsonForms.ocsf(), Duration.ofMillis(1_000));
            assertThat(last(siem)).isEmpty();

            Eventually.holds("it is told", () -> told(siem, leaves.subList(0, 10)));
            assertThat(last(siem).orElseThrow().index()).isEqualTo(9);
            assertThat(last(siem).orElseThrow().checkpoint()).startsWith("postern.example/test\n1000\n");

            kafka.suspend();
            assertThatThrownBy(() -> siem.tell(leaves.subList(10, 20))).isInstanceOf(SiemUnavailable.class);
            assertThatThrownBy(siem::last).isInstanceOf(SiemUnavailable.class);

            kafka.resume();
            Eventually.holds("it is told again", () -> told(siem, leaves.subList(10, leaves.size())));
            assertThat(last(siem).orElseThrow().index()).isEqualTo(leaves.size() - 1);
            assertThat(keys(config).stream().distinct().toList())
                    .isEqualTo(LongStream.range(0, leaves.size())
                            .mapToObj(String::valueOf)
                            .toList());
            siem.close();
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

    private static List<String> keys(Map<String, Object> config) {
        List<String> keys = new ArrayList<>();
        TopicPartition partition = new TopicPartition(TOPIC, 0);
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
