package io.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.id.RequestId;
import io.postern.messaging.testing.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("SELECT count(*) FROM audit_leaf")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
