package io.postern.approval.adapter.postgres;

import io.postern.messaging.Sql;
import jakarta.inject.Singleton;
import java.util.List;
import javax.sql.DataSource;

/** The table of what waits for which group. */
@Singleton
class Asks {
    private static final String ADD = """
            INSERT INTO approval_ask (group_id, request_id, extension)
            SELECT group_id, ?, ? FROM unnest(?::text[]) AS asked(group_id)""";

    private static final String REMOVE =
            "DELETE FROM approval_ask WHERE request_id = ? AND extension = ? AND group_id = ANY (?::text[])";

    private final Sql sql;

    Asks(DataSource database) {
        this.sql = new Sql(database);
    }

    void add(CaseRow.Key key, List<String> groups) {
        sql.update(ADD, key.requestId(), key.extension(), groups.toArray(String[]::new));
    }

    void remove(CaseRow.Key key, List<String> groups) {
        sql.update(REMOVE, key.requestId(), key.extension(), groups.toArray(String[]::new));
    }
}
