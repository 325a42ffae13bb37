package io.postern.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.Expired;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.Topic;
import io.postern.contracts.id.EventId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class InboxRetentionTest {
    private final TestDatabase database = new TestDatabase();
    private final Inbox inbox = database.inbox();
    private final byte[] expired = new EventCodec()
            .encode(new Envelope(
                    EventId.next(),
                    Source.EXPIRY_SERVICE,
                    1,
                    TestDatabase.NOW,
                    new Expired(RequestId.next(), GrantId.next(), TestDatabase.NOW)));

    @Test
    void onlyRowsOlderThanKafkaRemembersAreDeletedAndOnlyABatch() throws SQLException {
        database.run("INSERT INTO inbox (consumer, event_id, received_at) SELECT 'tester', 'old' || i,"
                + " now() - interval '38 days 1 hour' FROM generate_series(1, 5) i");
        database.run("INSERT INTO inbox (consumer, event_id, received_at) VALUES"
                + " ('tester', 'young', now() - interval '37 days 23 hours')");

        deleteForgettable(3);
        assertThat(database.count("inbox")).isEqualTo(3);
        deleteForgettable(3);
        assertThat(database.column("SELECT event_id FROM inbox")).containsExactly("young");
    }

    @Test
    void anEventDeliveredAgainAfterItsRowIsGoneHasNoSecondEffect() throws SQLException {
        inbox.receive(Topic.EXPIRY, 0, 0, expired, new Effects(database));
        database.run("UPDATE inbox SET received_at = now() - interval '40 days'");
        deleteForgettable(500);
        assertThat(database.count("inbox")).isZero();

        inbox.receive(Topic.EXPIRY, 0, 0, expired, new Effects(database));

        assertThat(database.count("effect")).isEqualTo(1);
    }

    private void deleteForgettable(int limit) throws SQLException {
        try (Connection connection = database.plain.getConnection()) {
            new InboxRetention(connection).deleteForgettable(limit);
        }
    }
}
