package io.postern.approval.adapter.postgres;

import io.postern.approval.app.PolicyVersions;
import io.postern.messaging.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Versions of the policy as rows; the one that holds is a row lock. */
@Singleton
public class PostgresPolicyVersions implements PolicyVersions {
    private static final String KEEP =
            "INSERT INTO policy_version (version, text, first_seen) VALUES (?, ?, ?) ON CONFLICT (version) DO NOTHING";

    private static final String FIRST =
            "INSERT INTO policy_current (version, since) VALUES (?, ?) ON CONFLICT (one) DO NOTHING";

    private static final String HOLD = "SELECT version FROM policy_current FOR UPDATE";

    private static final String TURN = "UPDATE policy_current SET version = ?, since = ?";

    private static final String FIND = """
            SELECT v.version, v.text, v.first_seen, c.version IS NOT NULL AS current
            FROM policy_version v LEFT JOIN policy_current c ON c.version = v.version WHERE v.version = ?""";

    private static final String NEWEST = """
            SELECT v.version, v.first_seen, c.version IS NOT NULL AS current
            FROM policy_version v LEFT JOIN policy_current c ON c.version = v.version
            ORDER BY c.version IS NULL, v.first_seen DESC, v.version LIMIT ?""";

    private final Sql sql;

    public PostgresPolicyVersions(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public boolean keep(String version, String text, Instant now) {
        sql.update(KEEP, version, text, now);
        return find(version).filter(kept -> kept.text().equals(text)).isPresent();
    }

    @Override
    public Turn turnTo(String version, Instant now) {
        if (sql.update(FIRST, version, now) == 1) {
            return new Turn(true, null);
        }
        String before = sql.query(HOLD, row -> row.getString("version")).getFirst();
        if (before.equals(version)) {
            return new Turn(false, before);
        }
        sql.update(TURN, version, now);
        return new Turn(true, before);
    }

    @Override
    public Optional<Written> find(String version) {
        return sql.query(FIND, row -> new Written(kept(row), row.getString("text")), version).stream()
                .findFirst();
    }

    @Override
    public List<Kept> newest(int atMost) {
        return sql.query(NEWEST, PostgresPolicyVersions::kept, atMost);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(row.getString("version"), Sql.instant(row, "first_seen"), row.getBoolean("current"));
    }
}
