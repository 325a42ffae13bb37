package io.postern.cli.bench;

import io.postern.cli.CommandFailure;
import io.postern.cli.stack.BenchStack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * When each row of an outbox was committed, as a session of its own sees it that looks again and again: by the database's
 * clock, and by the pause between two looks too late rather than too early.
 */
final class OutboxWatch implements AutoCloseable {
    private static final String NEW = """
            SELECT id, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint FROM outbox WHERE id > ? ORDER BY id""";

    private static final String LAST =
            "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence('outbox', 'id')), 0)";

    /** More ids than transactions that are under way at one time can have drawn: what is missing before them never comes. */
    private static final long UNDER_WAY = 10_000;

    private final Map<Long, Long> seen = new ConcurrentHashMap<>();
    private final Connection connection;
    private final Duration pause;
    private final Thread thread = new Thread(this::run, "outbox-watch");
    private volatile boolean closing;
    private volatile @Nullable SQLException failure;

    OutboxWatch(BenchStack stack, Duration pause) {
        this.pause = pause;
        try {
            connection = stack.databases().expiry();
            alongTheIndex(connection);
        } catch (SQLException e) {
            throw new CommandFailure("The database refused: " + e.getMessage(), e);
        }
        thread.start();
    }

    /** Of a table that was emptied a moment ago the planner expects nothing, and would read all of it with every look. */
    private static void alongTheIndex(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET enable_seqscan = off");
            statement.execute("SET enable_bitmapscan = off");
        }
    }

    /** The microseconds since 1970 at which the row of this id was seen. */
    long seen(long id) {
        Long micros = seen.get(id);
        if (micros == null) {
            throw new CommandFailure("Row " + id + " of the outbox was overlooked.");
        }
        return micros;
    }

    /** Waits until so many rows were seen. */
    void await(int rows, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (seen.size() < rows) {
            SQLException broken = failure;
            if (broken != null) {
                throw new CommandFailure("The database refused: " + broken.getMessage(), broken);
            }
            if (System.nanoTime() > end) {
                throw new CommandFailure("Only " + seen.size() + " of " + rows + " deadlines were announced within "
                        + patience.toSeconds() + " s; see the log of expiry-service.");
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private void run() {
        try (PreparedStatement select = connection.prepareStatement(NEW)) {
            long last = lastBefore();
            long complete = last;
            while (!closing) {
                select.setLong(1, complete);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        last = rows.getLong(1);
                        seen.putIfAbsent(last, rows.getLong(2));
                    }
                }
                // NB. of two transactions the one that drew the higher ids may be the first to commit
                while (seen.containsKey(complete + 1)) {
                    complete++;
                }
                complete = Math.max(complete, last - UNDER_WAY);
                LockSupport.parkNanos(pause.toNanos());
            }
        } catch (SQLException e) {
            failure = e;
        }
    }

    private long lastBefore() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LAST)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new CommandFailure("The database refused: " + e.getMessage(), e);
        }
    }
}
