package io.postern.messaging;

import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** One event as its row of the outbox. */
record OutboxRow(Envelope envelope, byte[] value) {
    static final String INSERT = """
            INSERT INTO outbox (event_id, source, subject, version, shard, topic, value)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";

    private static final EventCodec CODEC = new EventCodec();

    static OutboxRow of(Envelope envelope) {
        byte[] value = CODEC.encode(envelope);
        if (value.length > EventCodec.MAX_BYTES) {
            throw new IllegalArgumentException("an event larger than every consumer reads: " + envelope.type());
        }
        return new OutboxRow(envelope, value);
    }

    /** Sets the values of {@link #INSERT} from place {@code at} on, and answers the place after them. */
    int bind(PreparedStatement statement, int at) throws SQLException {
        statement.setString(at, envelope.id().value());
        statement.setString(at + 1, envelope.source().wireName());
        statement.setString(at + 2, envelope.subject());
        statement.setLong(at + 3, envelope.version());
        statement.setShort(at + 4, Shard.of(envelope.subject()));
        statement.setString(at + 5, envelope.type().topic().wireName());
        statement.setBytes(at + 6, value);
        return at + 7;
    }
}
