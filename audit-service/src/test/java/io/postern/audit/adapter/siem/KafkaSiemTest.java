package io.postern.audit.adapter.siem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.audit.adapter.json.GoldenLeaves;
import io.postern.audit.adapter.json.JsonForms;
import io.postern.audit.app.siem.SiemUnavailable;
import io.postern.audit.domain.siem.Told;
import io.postern.contracts.event.Topic;
import io.postern.messaging.testing.Eventually;
import io.postern.messaging.testing.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            assertThat(siem.last()).isEmpty();

            siem.tell(leaves.subList(0, 10));
            assertThat(siem.last().orElseThrow().index()).isEqualTo(9);
            assertThat(siem.last().orElseThrow().checkpoint()).startsWith("postern.example/test\n1000\n");

            kafka.suspend();
            assertThatThrownBy(() -> siem.tell(leaves.subList(10, 20))).isInstanceOf(SiemUnavailable.class);
            assertThatThrownBy(siem::last).isInstanceOf(SiemUnavailable.class);

            kafka.resume();
            Eventually.holds("it is told again", () -> told(siem, leaves.subList(10, leaves.size())));
            assertThat(siem.last().orElseThrow().index()).isEqualTo(leaves.size() - 1);
            assertThat(keys(config).stream().distinct().toList())
                    .isEqualTo(LongStream.range(0, leaves.size())
                            .mapToObj(String::valueOf)
                            .toList());
            siem.close();
        }
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
