package io.postern.request.adapter.postgres;

import io.postern.contracts.event.ScaleSetAssessed;
import io.postern.messaging.Sql;
import io.postern.request.app.ScaleSets;
import io.postern.request.domain.ScaleSet;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** Scale sets in PostgreSQL. */
@Singleton
public class PostgresScaleSets implements ScaleSets {
    private static final String KEEP = """
            INSERT INTO scale_set (key, id, location, notice_seconds) VALUES (?, ?, ?, ?)
            ON CONFLICT (key) DO UPDATE
            SET id = excluded.id, location = excluded.location, notice_seconds = excluded.notice_seconds""";

    private static final String FORGET = "DELETE FROM scale_set WHERE key = ?";

    private static final String PAGE =
            "SELECT id, location, notice_seconds FROM scale_set WHERE key > ? ORDER BY key LIMIT ?";

    private final Sql sql;

    PostgresScaleSets(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public void assessed(ScaleSetAssessed fact) {
        if (fact.deleted()) {
            sql.update(FORGET, fact.subject());
            return;
        }
        Long notice = Optional.ofNullable(fact.terminationNotice())
                .map(Duration::toSeconds)
                .orElse(null);
        sql.update(KEEP, fact.subject(), fact.id(), fact.location(), notice);
    }

    @Override
    public List<ScaleSet> page(Optional<String> after, int limit) {
        String last = after.map(id -> id.toLowerCase(Locale.ROOT)).orElse("");
        return sql.query(PAGE, PostgresScaleSets::scaleSet, last, limit);
    }

    private static ScaleSet scaleSet(ResultSet row) throws SQLException {
        long seconds = row.getLong(3);
        return new ScaleSet(row.getString(1), row.getString(2), row.wasNull() ? null : Duration.ofSeconds(seconds));
    }
}
