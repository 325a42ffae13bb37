package io.postern.enforcer.adapter.postgres;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.Findings;
import io.postern.enforcer.domain.boundary.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;

/** Present findings; one that is over is deleted, its event remains. */
public final class PostgresFindings implements Findings {
    private final Sql sql;

    public PostgresFindings(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public List<Finding> replace(BoundaryId boundary, List<Finding> current, Instant now) {
        String[] keys = current.stream().map(PostgresFindings::key).toArray(String[]::new);
        sql.update(
                "DELETE FROM finding WHERE nsg_key = ? AND NOT (kind || ' ' || rule = ANY (?))", boundary.key(), keys);
        return note(boundary, current, now);
    }

    @Override
    public List<Finding> note(BoundaryId boundary, List<Finding> found, Instant now) {
        List<Finding> fresh = new ArrayList<>();
        for (Finding finding : found) {
            int added = sql.update(
                    """
                    INSERT INTO finding (nsg_key, nsg, kind, rule, detail, since) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO NOTHING""",
                    boundary.key(),
                    boundary.value(),
                    finding.kind().word(),
                    finding.rule(),
                    finding.detail(),
                    now);
            if (added == 1) {
                fresh.add(finding);
            }
        }
        return fresh;
    }

    @Override
    public List<Known> known() {
        return sql.list(
                "SELECT * FROM finding ORDER BY since, nsg_key, rule",
                row -> new Known(
                        new BoundaryId(row.getString("nsg")),
                        new Finding(kind(row.getString("kind")), row.getString("rule"), row.getString("detail")),
                        Sql.instant(row, "since")));
    }

    private static String key(Finding finding) {
        return finding.kind().word() + " " + finding.rule();
    }

    private static Finding.Kind kind(String word) {
        return Arrays.stream(Finding.Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
