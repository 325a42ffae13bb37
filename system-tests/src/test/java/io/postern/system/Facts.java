package io.postern.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.cli.stack.ProcessName;
import io.postern.contracts.event.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The way of every fact: from the outbox of the service that committed it into the trail, under a signature, to a SIEM. */
final class Facts implements AutoCloseable {
    private static final List<String> TELLERS =
            List.of("postern_request", "postern_approval", "postern_enforcer", "postern_expiry");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** When a fact came where, in milliseconds since 1970; 0 when it has not. */
    record Way(long committed, long leaf, long signed, long told) {
        boolean isUnderWay() {
            return leaf == 0 || signed == 0 || told == 0;
        }

        long leafMillis() {
            return leaf - committed;
        }

        long signedMillis() {
            return signed - committed;
        }

        long toldMillis() {
            return told - committed;
        }
    }

    private record Recorded(long at, long signed) {}

    private final Databases databases;
    private final KafkaConsumer<String, byte[]> siem;
    private final Map<String, Long> told = new HashMap<>();
    private final Thread reader = new Thread(this::read, "siem");
    private volatile boolean ended;

    /** Reads the SIEM topic from now on. */
    Facts(Stack stack) {
        databases = new Databases(stack);
        siem = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.processes.addresses().of(ProcessName.KAFKA)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        TopicPartition all = new TopicPartition(Topic.AUDIT.wireName(), 0);
        siem.assign(List.of(all));
        siem.seekToEnd(List.of(all));
        siem.position(all);
        reader.start();
    }

    private void read() {
        while (!ended) {
            for (ConsumerRecord<String, byte[]> record : siem.poll(Duration.ofMillis(50))) {
                try {
                    String id =
                            JSON.readTree(record.value()).at("/metadata/uid").asText();
                    synchronized (told) {
                        told.putIfAbsent(id, Instant.now().toEpochMilli());
                    }
                } catch (IOException e) {
                    throw new IllegalStateException("no JSON at " + record.offset(), e);
                }
            }
        }
        siem.close();
    }

    /** All facts that were committed in that time. */
    List<Way> between(Instant begun, Instant ended) {
        Map<String, Recorded> recorded = new HashMap<>();
        rows("postern_audit", """
                SELECT event_id || ' ' || %s || ' ' || coalesce((SELECT %s FROM audit_checkpoint signed
                    WHERE size > idx ORDER BY size LIMIT 1), 0)
                FROM audit_leaf leaf WHERE at >= '%s'""".formatted(millis("leaf.at"), millis("signed.at"), begun))
                .forEach(row -> recorded.put(row[0], new Recorded(Long.parseLong(row[1]), Long.parseLong(row[2]))));
        synchronized (told) {
            return TELLERS.stream()
                    .flatMap(teller -> rows(
                            teller,
                            "SELECT event_id || ' ' || %s FROM outbox WHERE created_at BETWEEN '%s' AND '%s'"
                                    .formatted(millis("created_at"), begun, ended))
                            .stream())
                    .map(row -> {
                        Recorded leaf = recorded.getOrDefault(row[0], new Recorded(0, 0));
                        return new Way(Long.parseLong(row[1]), leaf.at(), leaf.signed(), told.getOrDefault(row[0], 0L));
                    })
                    .toList();
        }
    }

    private static String millis(String column) {
        return "(extract(epoch FROM " + column + ") * 1000)::bigint";
    }

    private List<String[]> rows(String database, String query) {
        return databases.ask(database, query).stream()
                .map(row -> row.split(" ", -1))
                .toList();
    }

    @Override
    public void close() {
        ended = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
