package io.postern.request.adapter.postgres;

import io.postern.messaging.Sql;
import io.postern.request.app.TimelineNews;
import io.postern.request.domain.TimelineEntry;
import jakarta.inject.Singleton;
import java.util.List;
import javax.sql.DataSource;

/** New entries of timelines in PostgreSQL: one statement, one step into an index for each mark. */
@Singleton
public class PostgresTimelineNews implements TimelineNews {
    private static final String SINCE = """
            SELECT m.place, e.id, e.at, e.what, e.detail
            FROM unnest(?::text[], ?::bigint[]) WITH ORDINALITY AS m (request_id, after, place)
            CROSS JOIN LATERAL (SELECT * FROM timeline_entry t
                WHERE t.request_id = m.request_id AND t.id > m.after ORDER BY t.id) e
            ORDER BY e.id""";

    private final Sql sql;

    PostgresTimelineNews(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public List<News> since(List<Mark> marks) {
        return sql.query(
                SINCE,
                row -> new News(
                        row.getInt(1) - 1,
                        row.getLong(2),
                        new TimelineEntry(row.getTimestamp(3).toInstant(), row.getString(4), row.getString(5))),
                marks.stream().map(mark -> mark.request().value()).toArray(String[]::new),
                marks.stream().map(Mark::after).toArray(Long[]::new));
    }
}
