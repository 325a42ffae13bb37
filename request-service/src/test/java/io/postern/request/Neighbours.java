package io.postern.request;

import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.EventType;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.id.EventId;
import io.postern.contracts.id.VmId;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The running service as its callers and its neighbours see it. */
@Singleton
public class Neighbours {
    static final String GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso";
    static final String VMS = GROUP + "/providers/Microsoft.Compute/virtualMachines/";
    private static final List<String> TABLES = List.of(
            "access_request",
            "access_request_vm",
            "access_grant",
            "timeline_entry",
            "close_order",
            "idempotency_key",
            "protected_vm",
            "jit_policy",
            "outbox");
    private static final Map<String, AtomicLong> VERSIONS = new ConcurrentHashMap<>();

    private final DataSource database;
    private final KafkaProducer<String, byte[]> producer;
    private final EventCodec codec = new EventCodec();

    Neighbours(DataSource database, @ConfigProperty(name = "kafka.bootstrap.servers") String kafka) {
        this.database = database;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer());
    }

    /** Another service says something. */
    void say(Source source, PosternEvent event, Instant at) {
        long version = VERSIONS.computeIfAbsent(source + "/" + event.subject(), key -> new AtomicLong())
                .incrementAndGet();
        Envelope envelope = new Envelope(EventId.next(), source, version, at, event);
        producer.send(
                new ProducerRecord<>(EventType.of(event).topic().wireName(), event.subject(), codec.encode(envelope)));
        producer.flush();
    }

    /** The enforcer has seen a VM, and an admin has protected it. */
    void protectedVm(String name) {
        seen(name, JitStatus.NOT_CONFIGURED);
        protect(TestIdentity.admin(), VMS + name).is(200);
    }

    void seen(String name, JitStatus status) {
        seen(List.of(name), status);
    }

    void seen(List<String> names, JitStatus status) {
        for (String name : names) {
            say(
                    Source.ENFORCER_SERVICE,
                    new VmAssessed(new VmId(VMS + name), "westeurope", "Linux", List.of(), status, null, null, null),
                    Instant.parse("2030-01-01T00:00:00Z"));
        }
        await(
                "the inventory knows " + names,
                () -> strings("select vm from inventory_vm")
                        .containsAll(names.stream().map(VMS::concat).toList()));
    }

    static Api.Answer protect(String token, String... vms) {
        String quoted = Stream.of(vms).map(vm -> '"' + vm + '"').collect(Collectors.joining(","));
        return Api.post("/api/v1/virtual-machines/protect", token, "{\"virtualMachines\":[" + quoted + "]}");
    }

    static String body(String vm, String rest) {
        return "{\"targets\":[{\"vm\":\"" + VMS + vm + "\",\"ports\":[22]}]," + rest + "}";
    }

    static String goodBody(String vm) {
        return body(vm, "\"duration\":\"PT1H\",\"justification\":\"deploy a fix\"");
    }

    /** How many rows each table that a caller's input can reach holds, once nothing is on its way to the enforcer. */
    Map<String, Long> rows() {
        await(
                "close orders are confirmed",
                () -> strings("select request_id from close_order where confirmed_at is null")
                        .isEmpty());
        Map<String, Long> counts = new TreeMap<>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (String table : TABLES) {
                try (var rows = statement.executeQuery("select count(*) from " + table)) {
                    rows.next();
                    counts.put(table, rows.getLong(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return counts;
    }

    List<String> strings(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within 20 s: " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
