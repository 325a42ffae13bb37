package io.postern.request.adapter.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.net.PortAccess;
import io.postern.messaging.Sql;
import io.postern.request.app.Stays;
import io.postern.request.domain.Stay;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What was open when, in PostgreSQL: two stretches of two indexes. */
@Singleton
public class PostgresStays implements Stays {
    static final String SINCE = """
            (SELECT vm_key, ports, opened_at, closed_at, until, reason FROM access_grant
             WHERE state IN ('OPEN', 'CLOSING') AND opened_at IS NOT NULL ORDER BY opened_at DESC LIMIT ?)
            UNION ALL
            (SELECT vm_key, ports, opened_at, closed_at, until, reason FROM access_grant
             WHERE closed_at >= ? ORDER BY closed_at DESC LIMIT ?)""";

    private final Sql sql;

    PostgresStays(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public List<Stay> since(Instant from, int most) {
        Map<String, List<PortAccess>> known = new HashMap<>();
        return sql.query(SINCE, row -> stay(row, known), most, from, most);
    }

    private static Stay stay(ResultSet row, Map<String, List<PortAccess>> known) throws SQLException {
        List<PortAccess> ports = known.computeIfAbsent(
                row.getString(2), text -> Rows.value(text, new TypeReference<List<PortAccess>>() {}));
        String reason = row.getString(6);
        return new Stay(
                row.getString(1),
                ports,
                instant(row.getTimestamp(3)),
                instant(row.getTimestamp(4)),
                instant(row.getTimestamp(5)),
                reason == null ? null : CloseReason.of(reason));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
