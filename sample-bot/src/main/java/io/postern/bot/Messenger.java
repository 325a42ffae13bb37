package io.postern.bot;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.ulid.UlidCreator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Brings verdicts: CloudEvents in structured JSON mode, keyed by the request. */
final class Messenger {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Messenger() {}

    static void send(BotSettings settings, String requestId, String jws, Instant now) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", settings.kafka(), "acks", "all", "max.block.ms", "10000"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            byte[] value = event(settings.name(), requestId, jws, now);
            producer.send(new ProducerRecord<>("postern.decisions", requestId, value))
                    .get();
        } catch (ExecutionException e) {
            throw new BotFault("Kafka at " + settings.kafka() + " did not take the verdict: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    static byte[] event(String bot, String requestId, String jws, Instant now) {
        ObjectNode event = JSON.createObjectNode();
        event.put("specversion", "1.0");
        event.put("id", UlidCreator.getUlid().toString());
        event.put("source", "postern/approval-bot");
        event.put("type", "io.postern.decision.made.v1");
        event.put("subject", requestId);
        event.put("time", now.truncatedTo(ChronoUnit.MILLIS).toString());
        event.put("datacontenttype", "application/json");
        event.put("subjectversion", now.toEpochMilli());
        ObjectNode data = event.putObject("data");
        data.put("requestId", requestId);
        data.put("bot", bot);
        data.putObject("personal").put("jws", jws);
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }
}
