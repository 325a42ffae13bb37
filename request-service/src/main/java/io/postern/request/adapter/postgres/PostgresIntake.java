package io.postern.request.adapter.postgres;

import io.postern.contracts.id.RequestId;
import io.postern.messaging.FirstEvent;
import io.postern.messaging.Outbox;
import io.postern.request.app.IdempotencyKeys;
import io.postern.request.app.Intake;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.KnownVm;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The taking in of requests, in few statements: several that are sent together cost one round trip, and each of them sees
 * what was committed before it began, so that what follows the lock sees what its last holder wrote.
 */
@Singleton
public class PostgresIntake implements Intake {
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";

    /** The condition of the partial index access_request_live, and that no grant is past its end. */
    private static final String LIVE =
            "state IN ('PENDING', 'APPROVED', 'OPENING', 'OPEN') AND (first_end IS NULL OR first_end > ?)";

    private static final String PAST = """
            SELECT count(*), array_agg(id) FILTER (WHERE fingerprint = ANY (?)) FROM access_request
            WHERE requester_tenant = ? AND requester_oid = ? AND """ + " " + LIVE;

    private static final String ALL =
            "SELECT count(*) FROM (SELECT FROM access_request WHERE " + LIVE + " LIMIT ?) AS counted";

    private static final String ADD = """
            WITH request AS (
              INSERT INTO access_request (id, requester_tenant, requester_oid, terms, submitted_at, approval,
                refused_vms, state, fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)),
            vm AS (INSERT INTO access_request_vm (request_id, vm_key) SELECT ?, unnest(?)),
            line AS (INSERT INTO timeline_entry (request_id, at, what, detail) VALUES (?, ?, ?, ?)),
            """ + FirstEvent.PARTS + " SELECT 1";

    /** The values of {@link #ADD} before those of the event. */
    private static final int OWN_VALUES = 15;

    private final DataSource database;
    private final Sql sql;
    private final Outbox outbox;

    PostgresIntake(DataSource database, Outbox outbox) {
        this.database = database;
        this.sql = new Sql(database);
        this.outbox = outbox;
    }

    @Override
    public Found lock(Question question, Instant now) {
        RoundTrip trip = new RoundTrip();
        trip.ask(
                LOCK,
                row -> true,
                question.person().tenant() + "/" + question.person().oid());
        return found(trip, question, now);
    }

    @Override
    public Found look(Question question, Instant now) {
        return found(new RoundTrip(), question, now);
    }

    private Found found(RoundTrip trip, Question question, Instant now) {
        Optional<RoundTrip.Answer<IdempotencyKeys.Use>> use = question.key()
                .map(name -> trip.ask(
                        PostgresIdempotencyKeys.FIND,
                        PostgresIdempotencyKeys::use,
                        name.caller().tenant(),
                        name.caller().oid(),
                        name.text()));
        RoundTrip.Answer<Past> past = trip.ask(
                PAST,
                row -> new Past(row.getLong(1), ids(row.getArray(2))),
                question.fingerprints().toArray(String[]::new),
                question.person().tenant(),
                question.person().oid(),
                now);
        RoundTrip.Answer<KnownVm> vms =
                trip.ask(PostgresVms.KNOWN, PostgresVms::known, (Object) PostgresVms.keys(question.vms()));
        trip.send(database);
        return new Found(
                PostgresVms.byId(vms.rows()),
                use.flatMap(answer -> answer.rows().stream().findFirst()),
                past.rows().getFirst().live(),
                past.rows().getFirst().alike());
    }

    private record Past(long live, List<RequestId> alike) {}

    private static List<RequestId> ids(@Nullable Array column) throws SQLException {
        return column == null
                ? List.of()
                : Stream.of((String[]) column.getArray()).map(RequestId::new).toList();
    }

    @Override
    public void add(Made made, Instant now) {
        AccessRequest request = made.request();
        String id = request.id().value();
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            Sql.bind(
                    add,
                    id,
                    request.terms().requester().tenant(),
                    request.terms().requester().oid(),
                    Rows.text(request.terms()),
                    request.submittedAt(),
                    request.approval().name(),
                    Rows.text(request.refusedVms()),
                    request.at(now).state().name(),
                    made.fingerprint(),
                    id,
                    vmKeys(request),
                    id,
                    made.first().at(),
                    made.first().what(),
                    made.first().detail());
            outbox.first(made.event()).bind(add, OWN_VALUES + 1);
            add.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("a request could not be written", e);
        }
    }

    @Override
    public long live(long most, Instant now) {
        return sql.query(ALL, row -> row.getLong(1), now, most).getFirst();
    }

    private static String[] vmKeys(AccessRequest request) {
        return request.terms().targets().stream()
                .map(target -> target.vm().key())
                .distinct()
                .toArray(String[]::new);
    }
}
