package io.postern.messaging;

import io.postern.contracts.event.Envelope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A handler whose effect is a row. */
record Effects(TestDatabase database) implements EventHandler {
    @Override
    public void handle(Envelope envelope, byte[] raw) throws SQLException {
        try (Connection connection = database.transactions.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO effect (event_id, subject, version) VALUES (?, ?, ?)")) {
            insert.setString(1, envelope.id().value());
            insert.setString(2, envelope.subject());
            insert.setLong(3, envelope.version());
            insert.executeUpdate();
        }
    }
}
