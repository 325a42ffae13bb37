package io.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.audit.app.RecordEvent;
import io.postern.audit.app.RecordEvent.Arrival;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.id.RequestId;
import io.postern.messaging.Transactions;
import io.postern.messaging.testing.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Leaves get the next indexes, whoever adds them and whatever fails. */
@QuarkusTest
@QuarkusTestResource(AuditWorld.class)
@QuarkusTestResource(TestKafka.class)
class AppendTest {
    private final EventCodec codec = new EventCodec();

    @Inject
    DataSource database;

    @Inject
    RecordEvent recordEvent;

    @Inject
    Transactions transactions;

    @ConfigProperty(name = "postern.audit.log-dir")
    Path directory;

    @Test
    void indexesStayContiguousUnderFourWritersOfWhichSomeFail() throws Exception {
        List<Callable<Object>> writes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int number = i;
            writes.add(() -> transactions.call(() -> record(number)));
        }
        int failed = 0;
        try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
            for (Future<Object> write : writers.invokeAll(writes)) {
                failed += write.state() == Future.State.FAILED ? 1 : 0;
            }
        }

        assertThat(failed).isEqualTo(43);
        PublishedLog published = new PublishedLog(directory);
        Eventually.is("everything is published", () -> published.size() == number("SELECT count(*) FROM audit_leaf"));
        assertThat(number("SELECT max(idx) + 1 - count(*) FROM audit_leaf")).isZero();
        published.leavesThatGiveTheRoot();
    }

    @Test
    void aBatchOfWhichSomeHaveLeavesAlreadyAddsTheOthersInTheirOrder() throws Exception {
        List<Arrival> events = arrivals(40);
        List<Arrival> known = List.of(events.get(30), events.get(2), events.get(17));
        transactions.call(() -> recorded(known));
        transactions.call(() -> recorded(events));

        List<Arrival> expected = new ArrayList<>(known);
        events.stream().filter(event -> !known.contains(event)).forEach(expected::add);
        String ids = expected.stream().map(event -> "'" + id(event) + "'").collect(Collectors.joining(", "));
        assertThat(texts("SELECT event_id FROM audit_leaf WHERE event_id IN (" + ids + ") ORDER BY idx"))
                .isEqualTo(expected.stream().map(AppendTest::id).toList());
        assertThat(number("SELECT count(*) FROM audit_personal WHERE event_id IN (" + ids + ")"))
                .isEqualTo(40);
    }

    private Object record(int number) {
        recorded(arrivals(1 + number % 5));
        if (number % 7 == 0) {
            throw new IllegalStateException("rolled back");
        }
        return number;
    }

    private Object recorded(List<Arrival> events) {
        recordEvent.on(events);
        return events;
    }

    private List<Arrival> arrivals(int count) {
        return Stream.generate(() -> Examples.submitted(RequestId.next()))
                .limit(count)
                .map(event -> new Arrival(event, codec.encode(event)))
                .toList();
    }

    private static String id(Arrival event) {
        return event.envelope().id().value();
    }

    private List<String> texts(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private long number(String query) throws SQLException {
        return Long.parseLong(texts(query).getFirst());
    }
}
