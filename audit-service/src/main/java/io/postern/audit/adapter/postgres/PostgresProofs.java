package io.postern.audit.adapter.postgres;

import io.postern.audit.app.LeafPlaces;
import io.postern.audit.app.SignedNotes;
import io.postern.audit.domain.Hash;
import io.postern.audit.domain.ListedNote;
import io.postern.contracts.id.EventId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** What the database adds to a proof: where a leaf is, and which checkpoints there were. */
public final class PostgresProofs implements LeafPlaces, SignedNotes {
    private static final String PLACE = "SELECT idx, leaf_hash FROM audit_leaf WHERE event_id = ?";
    private static final String NOTES = "SELECT size, note FROM audit_checkpoint WHERE size > ? ORDER BY size LIMIT ?";

    private final DataSource database;

    public PostgresProofs(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<LeafPlace> of(EventId event) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(PLACE)) {
            select.setString(1, event.value());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new LeafPlace(rows.getLong(1), Hash.of(rows.getBytes(2))))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }

    @Override
    public List<ListedNote> after(long size, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(NOTES)) {
            select.setLong(1, size);
            select.setInt(2, limit);
            List<ListedNote> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new ListedNote(rows.getLong(1), rows.getString(2)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }
}
