package io.postern.messaging;

import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.Source;
import io.postern.contracts.id.EventId;
import io.postern.messaging.testing.JdbcTransactions;
import io.postern.messaging.testing.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of one test's own, with the library's tables and a table of effects, on the server all tests share. */
final class TestDatabase {
    private static final TestPostgres SERVER = new TestPostgres();
    static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    static {
        SERVER.start();
    }

    final PGSimpleDataSource plain = new PGSimpleDataSource();
    final JdbcTransactions transactions;

    TestDatabase() {
        String name = "test_" + NUMBER.incrementAndGet();
        SERVER.run("CREATE DATABASE " + name);
        plain.setUrl(SERVER.url().replaceFirst("/postgres$", "/" + name));
        plain.setUser(SERVER.user());
        plain.setPassword(SERVER.password());
        SERVER.createMessagingTables(plain);
        transactions = new JdbcTransactions(plain);
        run("CREATE TABLE effect (position bigint GENERATED ALWAYS AS IDENTITY, event_id text, subject text,"
                + " version bigint)");
    }

    Outbox outbox(Runnable wake) {
        return outbox(wake, Instant.EPOCH);
    }

    /** An outbox at a fixed time; at the epoch versions count from one, so that tests see a missing one. */
    Outbox outbox(Runnable wake, Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new Outbox(transactions.dataSource(), Source.AUDIT_SERVICE, clock, transactions, wake);
    }

    Inbox inbox() {
        return new Inbox(
                transactions.dataSource(), transactions, outbox(() -> {}), Clock.fixed(NOW, ZoneOffset.UTC), "tester");
    }

    /** One event about {@code subject} in a transaction of its own. */
    EventId append(Outbox outbox, String subject) {
        return transactions.call(() -> outbox.append(refusal(subject)));
    }

    static AttemptRefused refusal(String subject) {
        return new AttemptRefused(subject, null, "open", "refused", "detail");
    }

    /** A connection of its own, as the relay's. */
    Supplier<Connection> connections() {
        return () -> {
            try {
                return plain.getConnection();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    void run(String sql) {
        try (Connection connection = plain.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of every row. */
    List<Object> column(String sql) {
        try (Connection connection = plain.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<Object> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getObject(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long count(String tableAndCondition) {
        return (Long) column("SELECT count(*) FROM " + tableAndCondition).getFirst();
    }
}
