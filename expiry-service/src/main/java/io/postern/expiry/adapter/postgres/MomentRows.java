package io.postern.expiry.adapter.postgres;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.expiry.app.Deadlines.Outcome;
import io.postern.expiry.app.Deadlines.Page;
import io.postern.expiry.domain.Moment;
import io.postern.messaging.NextEvents;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Moments as rows: a deadline's end, and the warning before it. */
final class MomentRows {
    /** Two walks along an index, merged; no more of either is touched than is answered. */
    private static final String AHEAD = """
            SELECT at, ending, grant_id, request_id, until, statement_timestamp() FROM (
              (SELECT until AS at, true AS ending, grant_id, request_id, until FROM deadline
               WHERE state = 'armed' AND until < statement_timestamp() + make_interval(secs => ?)
                 AND (until, grant_id) > (?::timestamptz, ?) ORDER BY until, grant_id LIMIT ?)
              UNION ALL
              (SELECT warn_at, false, grant_id, request_id, until FROM deadline
               WHERE state = 'armed' AND warn_at IS NOT NULL
                 AND warn_at < statement_timestamp() + make_interval(secs => ?) AND until > statement_timestamp()
                 AND (warn_at, grant_id) > (?::timestamptz, ?) ORDER BY warn_at, grant_id LIMIT ?)) AS moment
            ORDER BY at, grant_id LIMIT ?""";

    private static final String WANTED =
            "unnest(?::text[], ?::timestamptz[], ?::boolean[]) AS wanted (grant_id, until, ending)";

    /**
     * Who gets the row announces it, and only at its time by this clock; whoever comes second passes it over. One instant
     * judges them all, so that a deadline's warning and its end never come together. A row that was changed since the
     * statement began is not found at its place, and is taken at the next try.
     */
    private static final String MARK = """
            WITH come AS MATERIALIZED (
              SELECT held.ctid AS place, ending FROM %s JOIN deadline AS held USING (grant_id, until)
              WHERE held.state = 'armed' AND CASE WHEN ending THEN held.until <= statement_timestamp()
                ELSE held.warn_at <= statement_timestamp() AND held.until > statement_timestamp() END
              FOR UPDATE OF held SKIP LOCKED),
            over AS (DELETE FROM deadline USING come WHERE ctid = place AND ending RETURNING grant_id, until),
            told AS (INSERT INTO announced (grant_id, until, announced_at)
              SELECT grant_id, until, clock_timestamp() FROM over ON CONFLICT DO NOTHING RETURNING grant_id, until),
            warned AS (UPDATE deadline SET warn_at = NULL, warned_at = clock_timestamp() FROM come
              WHERE deadline.ctid = place AND NOT ending RETURNING grant_id, until)
            SELECT grant_id, until, true FROM told UNION ALL SELECT grant_id, until, false FROM warned""".formatted(WANTED);

    /**
     * The same with the events that tell of it, in one go: as many round trips less mean as many moments more on time. It fails
     * as a whole when an end is on record that is armed again, or a subject's version is past the clock: both are rare, and what
     * {@link #mark} and events of their own are for.
     */
    private static final String ANNOUNCE = """
            WITH come AS MATERIALIZED (
              SELECT held.ctid AS held_at, held.grant_id, held.until, ending, place
              FROM unnest(?::text[], ?::timestamptz[], ?::boolean[])
                WITH ORDINALITY AS wanted (grant_id, until, ending, place) JOIN deadline AS held USING (grant_id, until)
              WHERE held.state = 'armed' AND CASE WHEN ending THEN held.until <= statement_timestamp()
                ELSE held.warn_at <= statement_timestamp() AND held.until > statement_timestamp() END
              FOR UPDATE OF held SKIP LOCKED),
            over AS (DELETE FROM deadline USING come WHERE ctid = held_at AND ending
              RETURNING place, come.grant_id, come.until),
            warned AS (UPDATE deadline SET warn_at = NULL, warned_at = clock_timestamp() FROM come
              WHERE ctid = held_at AND NOT ending RETURNING place),
            ended AS (INSERT INTO announced (grant_id, until, announced_at)
              SELECT grant_id, until, clock_timestamp() FROM over),
            told AS MATERIALIZED (SELECT place FROM over UNION ALL SELECT place FROM warned),
            %s
            SELECT place FROM told""".formatted(NextEvents.PARTS);

    private static final String UNIQUE_VIOLATION = "23505";

    private static final String LEFT = """
            SELECT grant_id, until, ending,
              1000 * extract(epoch FROM CASE WHEN ending THEN until ELSE warn_at END - clock_timestamp())
            FROM %s JOIN deadline USING (grant_id, until)
            WHERE state = 'armed' AND (ending OR warn_at IS NOT NULL)""".formatted(WANTED);

    private record Key(String grant, Instant until, boolean ending) {
        static Key of(Moment moment) {
            return new Key(moment.grantId().value(), moment.until(), moment.kind() == Moment.Kind.END);
        }

        static Key of(ResultSet row) throws SQLException {
            return new Key(row.getString(1), instant(row, 2), row.getBoolean(3));
        }
    }

    private final Connection connection;
    private final List<Moment> moments;

    MomentRows(Connection connection, List<Moment> moments) {
        this.connection = connection;
        this.moments = moments;
    }

    static Page ahead(Connection connection, Optional<Moment> after, Duration within, int atMost) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(AHEAD)) {
            String place = after.map(moment -> moment.at().toString()).orElse("-infinity");
            String grant = after.map(moment -> moment.grantId().value()).orElse("");
            for (int from = 1; from <= 5; from += 4) {
                select.setDouble(from, within.toMillis() / 1_000.0);
                select.setString(from + 1, place);
                select.setString(from + 2, grant);
                select.setInt(from + 3, atMost);
            }
            select.setInt(9, atMost);
            try (ResultSet rows = select.executeQuery()) {
                List<Moment> found = new ArrayList<>();
                @Nullable Instant now = null;
                while (rows.next()) {
                    boolean ending = rows.getBoolean(2);
                    Instant until = instant(rows, 5);
                    found.add(new Moment(
                            ending ? until : instant(rows, 1),
                            ending ? Moment.Kind.END : Moment.Kind.WARNING,
                            new GrantId(rows.getString(3)),
                            new RequestId(rows.getString(4)),
                            until));
                    now = now == null ? instant(rows, 6) : now;
                }
                return new Page(found, Optional.ofNullable(now));
            }
        }
    }

    /** Marks those that have come as announced, and writes their events, of which there is one a moment. */
    List<Moment> announce(NextEvents events) throws SQLException, ToldBefore {
        try (PreparedStatement announce = statement(ANNOUNCE, moments)) {
            events.bind(announce, 4);
            List<Moment> announced = new ArrayList<>(moments.size());
            try (ResultSet rows = announce.executeQuery()) {
                while (rows.next()) {
                    announced.add(moments.get(rows.getInt(1) - 1));
                }
            }
            return announced;
        } catch (SQLException e) {
            if (NextEvents.wereOvertaken(e) || UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new ToldBefore(e);
            }
            throw e;
        }
    }

    /** Marks those that have come as announced, and holds them until the transaction ends; in their order. */
    List<Moment> mark() throws SQLException {
        Set<Key> marked = new HashSet<>();
        try (PreparedStatement update = statement(MARK, moments);
                ResultSet rows = update.executeQuery()) {
            while (rows.next()) {
                marked.add(Key.of(rows));
            }
        }
        return moments.stream()
                .filter(moment -> marked.contains(Key.of(moment)))
                .toList();
    }

    /** What became of each. The common case, that all were announced, needs no statement. */
    List<Outcome> outcomes(List<Moment> announced) throws SQLException {
        if (announced.size() == moments.size()) {
            return Collections.nCopies(announced.size(), new Outcome.Announced());
        }
        Set<Moment> done = new HashSet<>(announced);
        Map<Key, Long> left =
                left(moments.stream().filter(moment -> !done.contains(moment)).toList());
        return moments.stream()
                .map(moment -> done.contains(moment) ? new Outcome.Announced() : outcome(left.get(Key.of(moment))))
                .toList();
    }

    private static Outcome outcome(@Nullable Long millisLeft) {
        if (millisLeft == null) {
            return new Outcome.Gone();
        }
        return millisLeft > 0 ? new Outcome.Early(Duration.ofMillis(millisLeft)) : new Outcome.Held();
    }

    private Map<Key, Long> left(List<Moment> others) throws SQLException {
        Map<Key, Long> left = new HashMap<>();
        try (PreparedStatement select = statement(LEFT, others);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                left.put(Key.of(rows), (long) Math.ceil(rows.getDouble(4)));
            }
        }
        return left;
    }

    private PreparedStatement statement(String sql, List<Moment> wanted) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        array(statement, 1, "text", wanted, moment -> moment.grantId().value(), String[]::new);
        array(statement, 2, "timestamptz", wanted, moment -> moment.until().toString(), String[]::new);
        array(statement, 3, "bool", wanted, moment -> moment.kind() == Moment.Kind.END, Boolean[]::new);
        return statement;
    }

    private static <T> void array(
            PreparedStatement statement,
            int place,
            String type,
            List<Moment> moments,
            Function<Moment, T> value,
            IntFunction<T[]> array)
            throws SQLException {
        T[] values = moments.stream().map(value).toArray(array);
        statement.setArray(place, statement.getConnection().createArrayOf(type, values));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
