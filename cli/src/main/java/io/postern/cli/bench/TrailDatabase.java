package io.postern.cli.bench;

import io.postern.cli.CommandFailure;
import io.postern.cli.stack.BenchStack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The trail's database as a measurement sees it: beside the service, over a connection of its own. */
final class TrailDatabase implements AutoCloseable {
    /** The lock that whoever adds leaves holds to the commit. */
    private static final String APPENDING = "hashtext('postern audit_leaf')";

    /** The lock of whoever tells the SIEM's topic. */
    private static final String TELLING = "hashtext('postern siem_cursor kafka')";

    private static final String END_HOLDERS =
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
                    + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    /** All but how far the topics are read: a database that had lost that, too, would be told of everything again. */
    private static final String TRUNCATE = """
            DO $$ BEGIN EXECUTE (SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') || ' CASCADE'
              FROM pg_tables WHERE schemaname = 'public'
              AND tablename NOT IN ('flyway_schema_history', 'inbox_position')); END $$""";

    private static final String DEADLOCK = "40P01";
    private static final int MOST_TURNS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Connection connection;

    TrailDatabase(BenchStack stack) {
        try {
            connection = stack.databases().audit();
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    Connection connection() {
        return connection;
    }

    /** Nobody adds a leaf until {@link #release}. */
    void hold() {
        execute("SELECT pg_advisory_lock(" + APPENDING + ")");
    }

    void release() {
        execute("SELECT pg_advisory_unlock(" + APPENDING + ")");
    }

    /** No SIEM is told of anything until {@link #tellFromHere}: the right to tell is taken from the service. */
    void silence() {
        while (number("SELECT pg_try_advisory_lock(" + TELLING + ")::int") == 0) {
            execute(END_HOLDERS);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** A SIEM is told of what comes from now on. */
    void tellFromHere() {
        execute("INSERT INTO siem_cursor (sink, next) SELECT 'kafka', coalesce(max(idx) + 1, 0) FROM audit_leaf"
                + " ON CONFLICT (sink) DO UPDATE SET next = excluded.next");
        execute("SELECT pg_advisory_unlock(" + TELLING + ")");
    }

    long leaves() {
        return number("SELECT coalesce(max(idx) + 1, 0) FROM audit_leaf");
    }

    long signed() {
        return number("SELECT coalesce(max(size), 0) FROM audit_checkpoint");
    }

    /** Waits until so many leaves are committed; the microseconds since 1970 at which they were seen. */
    long awaitLeaves(long many) {
        await("leaves", many, this::leaves);
        return number("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint");
    }

    void awaitSigned(long many) {
        await("signed leaves", many, this::signed);
    }

    void awaitTold(long many) {
        await("leaves told to a SIEM", many, () -> number("SELECT coalesce(max(next), 0) FROM siem_cursor"));
    }

    private interface Count {
        long now();
    }

    private static void await(String what, long many, Count count) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (long now = count.now(); now < many; now = count.now()) {
            if (System.nanoTime() > end) {
                throw new CommandFailure("Only " + now + " of " + many + " " + what + " came within "
                        + PATIENCE.toSeconds() + " s; see the log of audit-service.");
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /** Forgets the whole trail under the running service, whose signer then begins anew. */
    void forget(Runnable files) {
        truncate();
        files.run();
        execute(END_HOLDERS);
        files.run();
    }

    /** The service may be in the middle of a transaction, and one of both has to give way. */
    private void truncate() {
        for (int turn = 1; ; turn++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(TRUNCATE);
                return;
            } catch (SQLException e) {
                if (turn == MOST_TURNS || !DEADLOCK.equals(e.getSQLState())) {
                    throw refused(e);
                }
            }
        }
    }

    /** Nothing that came before is left for the disk to do. */
    void rest() {
        execute("CHECKPOINT");
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    long number(String sql) {
        return numbers(sql).getFirst();
    }

    /** The first column of every row. */
    List<Long> numbers(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<Long> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    static CommandFailure refused(SQLException e) {
        return new CommandFailure("The database refused: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw refused(e);
        }
    }
}
