package io.postern.approval.adapter.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.approval.app.PastCases;
import io.postern.contracts.codec.PosternJson;
import io.postern.contracts.id.RequestId;
import io.postern.messaging.Sql;
import io.postern.policy.RequestFacts;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Cases of the past, in the order of an index, a page at a time. */
@Singleton
public class PostgresPastCases implements PastCases {
    private static final Logger LOG = Logger.getLogger(PostgresPastCases.class);
    private static final ObjectMapper JSON = PosternJson.mapper();

    private static final String FIRST = """
            SELECT submitted_at, request_id, extension, facts FROM approval_case
            WHERE facts IS NOT NULL AND submitted_at > ?
            ORDER BY submitted_at DESC, request_id DESC, extension DESC LIMIT ?""";

    private static final String NEXT = """
            SELECT submitted_at, request_id, extension, facts FROM approval_case
            WHERE facts IS NOT NULL AND submitted_at > ? AND (submitted_at, request_id, extension) < (?, ?, ?)
            ORDER BY submitted_at DESC, request_id DESC, extension DESC LIMIT ?""";

    private final Sql sql;

    public PostgresPastCases(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public List<Past> page(Instant since, @Nullable Place before, int atMost) {
        return before == null
                ? sql.query(FIRST, PostgresPastCases::read, since, atMost)
                : sql.query(
                        NEXT,
                        PostgresPastCases::read,
                        since,
                        before.submittedAt(),
                        before.request().value(),
                        before.extension(),
                        atMost);
    }

    private static Past read(ResultSet row) throws SQLException {
        Place place = new Place(
                Sql.instant(row, "submitted_at"), new RequestId(row.getString("request_id")), row.getInt("extension"));
        return new Past(place, facts(place, row.getString("facts")));
    }

    private static Optional<RequestFacts> facts(Place place, String text) {
        try {
            return Optional.of(JSON.readValue(text, RequestFacts.class));
        } catch (JsonProcessingException e) {
            LOG.warnf("requestId=%s outcome=skipped: the stored facts cannot be read", place.request());
            return Optional.empty();
        }
    }
}
