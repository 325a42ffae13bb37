package io.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.Topic;
import io.postern.contracts.id.RequestId;
import io.postern.messaging.testing.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** How fast a trail that was away catches up, many leaves a transaction. */
@QuarkusTest
@QuarkusTestResource(AuditWorld.class)
@QuarkusTestResource(TestKafka.class)
class BacklogTest {
    private static final Logger LOG = Logger.getLogger(BacklogTest.class);
    private static final int BACKLOG = 600;

    @Inject
    DataSource database;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @Test
    void aBacklogIsRecordedManyLeavesASecond() throws Exception {
        long wanted = leaves() + BACKLOG;
        long begun = System.nanoTime();
        send();
        Eventually.is("all are recorded", () -> leaves() >= wanted);
        double aSecond = BACKLOG * 1e9 / (System.nanoTime() - begun);

        LOG.infof("%.0f leaves a second", aSecond);
        assertThat(aSecond).isGreaterThan(30);
    }

    /** As after a restore or a failover: Kafka's offsets are those of before. */
    @Test
    void whatTheDatabaseForgotIsReadAgainAsSoonAsPartitionsAreShared() throws Exception {
        long wanted = leaves() + 8 * Examples.ofEveryTopic(RequestId.next()).size();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 8; i++) {
                for (Envelope event : Examples.ofEveryTopic(RequestId.next())) {
                    producer.send(new ProducerRecord<>(
                            event.type().topic().wireName(), event.subject(), new EventCodec().encode(event)));
                }
            }
        }
        Eventually.is("all are recorded", () -> leaves() >= wanted);
        long taken = number("SELECT count(*) FROM inbox");
        long leaves = leaves();
        owner("DELETE FROM inbox; UPDATE inbox_position SET next_offset = 0");

        aThirdConsumerComesAndGoes();

        Eventually.is("all are taken in again", () -> number("SELECT count(*) FROM inbox") >= taken);
        Eventually.is("all positions are known", () -> number("SELECT min(next_offset) FROM inbox_position") > 0);
        assertThat(leaves()).isEqualTo(leaves);
    }

    private void aThirdConsumerComesAndGoes() throws Exception {
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "group.id",
                        "audit-service",
                        "enable.auto.commit",
                        "false",
                        "partition.assignment.strategy",
                        CooperativeStickyAssignor.class.getName()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(Arrays.stream(Topic.values())
                    .filter(topic -> topic != Topic.AUDIT)
                    .map(Topic::wireName)
                    .toList());
            Eventually.is("it has a share", () -> {
                consumer.poll(Duration.ofMillis(100));
                return !consumer.assignment().isEmpty();
            });
        }
    }

    private void send() {
        EventCodec codec = new EventCodec();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < BACKLOG; i++) {
                Envelope event = Examples.submitted(RequestId.next());
                producer.send(
                        new ProducerRecord<>(event.type().topic().wireName(), event.subject(), codec.encode(event)));
            }
        }
    }

    private long leaves() throws SQLException {
        return number("SELECT count(*) FROM audit_leaf");
    }

    private void owner(String statements) throws SQLException {
        try (Connection owner = DriverManager.getConnection(url, "trail_owner", "owner");
                Statement sql = owner.createStatement()) {
            sql.execute(statements);
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
