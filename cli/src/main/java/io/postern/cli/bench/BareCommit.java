package io.postern.cli.bench;

import io.postern.cli.CommandFailure;
import io.postern.cli.bench.Finding.Limit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** The yardstick: what the commit of one small row takes on the same database server while nothing else happens there. */
final class BareCommit {
    private static final int COMMITS = 300;
    private static final int WARM_UP = 50;
    private static final Duration BETWEEN = Duration.ofMillis(5);

    private BareCommit() {}

    static Sample measure(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS bare_commit (n integer)");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO bare_commit VALUES (1)")) {
            long[] took = new long[COMMITS];
            for (int i = -WARM_UP; i < COMMITS; i++) {
                long begun = System.nanoTime();
                insert.executeUpdate();
                took[Math.max(0, i)] = System.nanoTime() - begun;
                Chain.parkUntil(System.nanoTime() + BETWEEN.toNanos());
            }
            return new Sample(took, 0, 0, 0);
        } finally {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE bare_commit");
            }
        }
    }

    interface Opened {
        Connection open() throws SQLException;
    }

    static List<Finding> findings(Opened database) {
        try (Connection connection = database.open()) {
            Sample sample = measure(connection);
            return List.of(
                    of("bare commit of one row, p50", sample, 0.5), of("bare commit of one row, p99", sample, 0.99));
        } catch (SQLException e) {
            throw new CommandFailure("The database refused: " + e.getMessage(), e);
        }
    }

    private static Finding of(String what, Sample sample, double share) {
        return new Finding(what, "ms", Spread.of(List.of(sample.percentile(share))), new Limit.None());
    }
}
