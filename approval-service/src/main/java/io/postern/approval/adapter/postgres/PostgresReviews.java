package io.postern.approval.adapter.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.approval.app.Reviews;
import io.postern.approval.domain.Review;
import io.postern.contracts.codec.PosternJson;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.messaging.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reviews as rows; what had been asked for is the case's. */
@Singleton
public class PostgresReviews implements Reviews {
    private static final ObjectMapper JSON = PosternJson.mapper();

    /** Any number will do that nothing else in this database uses. */
    private static final String QUEUE_UP = "SELECT pg_advisory_xact_lock(5072366001)";

    private static final String ADD = """
            INSERT INTO review (request_id, requester_tenant, requester_oid, reviewer_groups, policy_rule,
                                policy_version, broken_at, due_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

    /** Two halves, so that each has its index. */
    private static final String SINCE_OR_AWAITED = """
            SELECT * FROM review WHERE broken_at > ?
            UNION ALL
            SELECT * FROM review WHERE reviewed_at IS NULL AND broken_at <= ?""";

    private static final String HOLD = "SELECT * FROM review WHERE request_id = ? FOR UPDATE";

    private static final String KEEP = """
            UPDATE review SET reviewer_tenant = ?, reviewer_oid = ?, reviewer_name = ?, justified = ?, comment = ?,
                              reviewed_at = ?
            WHERE request_id = ? AND reviewed_at IS NULL""";

    private static final String AWAITED = """
            SELECT r.*, c.submission FROM review r JOIN approval_case c ON c.request_id = r.request_id AND c.extension = 0
            WHERE r.reviewed_at IS NULL AND r.reviewer_groups && CAST(? AS text[]) ORDER BY r.due_at, r.request_id LIMIT ?""";

    private final Sql sql;

    public PostgresReviews(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public void queueUp() {
        sql.query(QUEUE_UP, _ -> true);
    }

    @Override
    public void add(Review review) {
        sql.update(
                ADD,
                review.request().value(),
                review.requester().tenant(),
                review.requester().oid(),
                review.reviewerGroups().toArray(String[]::new),
                review.policyRule(),
                review.policyVersion(),
                review.brokenAt(),
                review.dueAt());
    }

    @Override
    public List<Review> sinceOrAwaited(Instant since) {
        return sql.query(SINCE_OR_AWAITED, PostgresReviews::review, since, since);
    }

    @Override
    public Optional<Review> hold(RequestId request) {
        return sql.query(HOLD, PostgresReviews::review, request.value()).stream()
                .findFirst();
    }

    @Override
    public void keep(Review.Made made, RequestId request) {
        int rows = sql.update(
                KEEP,
                made.reviewer().tenant(),
                made.reviewer().oid(),
                made.name(),
                made.justified(),
                made.comment(),
                made.at(),
                request.value());
        if (rows != 1) {
            throw new IllegalStateException("the review of " + request + " was not held");
        }
    }

    @Override
    public List<Awaited> awaited(Set<String> groups, int atMost) {
        return sql.query(AWAITED, PostgresReviews::awaited, groups.toArray(String[]::new), atMost);
    }

    private static Awaited awaited(ResultSet row) throws SQLException {
        return new Awaited(review(row), submission(row.getString("submission")));
    }

    private static Review review(ResultSet row) throws SQLException {
        return new Review(
                new RequestId(row.getString("request_id")),
                new PersonId(row.getString("requester_tenant"), row.getString("requester_oid")),
                List.of((String[]) row.getArray("reviewer_groups").getArray()),
                Sql.instant(row, "broken_at"),
                Sql.instant(row, "due_at"),
                row.getString("policy_rule"),
                row.getString("policy_version"),
                made(row));
    }

    private static Review.@Nullable Made made(ResultSet row) throws SQLException {
        if (row.getObject("reviewed_at") == null) {
            return null;
        }
        return new Review.Made(
                new PersonId(row.getString("reviewer_tenant"), row.getString("reviewer_oid")),
                row.getString("reviewer_name"),
                row.getBoolean("justified"),
                row.getString("comment"),
                Sql.instant(row, "reviewed_at"));
    }

    private static RequestSubmitted submission(String text) {
        try {
            return JSON.readValue(text, RequestSubmitted.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored submission cannot be read", e);
        }
    }
}
