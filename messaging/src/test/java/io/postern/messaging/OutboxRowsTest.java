package io.postern.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutboxRowsTest {
    private final TestDatabase database = new TestDatabase();
    private final Outbox outbox = database.outbox(() -> {});

    @Test
    void onlyPublishedRowsBeyondTheRetentionAreDeletedAndOnlyABatch() throws SQLException {
        for (int i = 0; i < 5; i++) {
            database.append(outbox, "s" + i);
        }
        database.run("UPDATE outbox SET published_at = now() - interval '8 days' WHERE subject IN ('s0', 's1', 's2')");
        database.run("UPDATE outbox SET published_at = now() - interval '6 days' WHERE subject = 's3'");
        try (Connection connection = database.plain.getConnection()) {
            OutboxRows rows = new OutboxRows(connection);

            rows.deletePublishedBefore(Duration.ofDays(7), 2);
            assertThat(database.column("SELECT subject FROM outbox ORDER BY id"))
                    .containsExactly("s2", "s3", "s4");

            rows.deletePublishedBefore(Duration.ofDays(7), 2);
            assertThat(database.column("SELECT subject FROM outbox ORDER BY id"))
                    .containsExactly("s3", "s4");
        }
    }

    @Test
    void theAgeOfTheOldestWaitingEventIsElapsedTimeInWhateverZone() throws SQLException {
        database.append(outbox, "a");
        database.run("UPDATE outbox SET created_at = now() - interval '90 seconds'");
        try (Connection connection = database.plain.getConnection()) {
            OutboxRows rows = new OutboxRows(connection);
            assertThat(rows.oldestUnpublishedAge()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(110));

            database.run("UPDATE outbox SET published_at = now()");
            assertThat(rows.oldestUnpublishedAge()).isZero();
        }
    }
}
