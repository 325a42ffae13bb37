package io.postern.request.adapter.postgres;

import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.messaging.FirstEvents;
import io.postern.messaging.Outbox;
import io.postern.messaging.Sql;
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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The taking in of requests, in few statements: several that are sent together cost one round trip, and each of them sees
 * what was committed before it began, so that what follows the lock sees what its last holder wrote.
 */
@Singleton
public class PostgresIntake implements Intake {
    /** In one order everywhere, so that of those who lock several people nobody waits for who waits for him. */
    private static final String LOCK = """
            SELECT pg_advisory_xact_lock(number) FROM (
              SELECT DISTINCT hashtextextended(person, 0) AS number FROM unnest(?::text[]) AS person ORDER BY number
            ) AS ordered""";

    /** The condition of the partial index access_request_live, and that no grant is past its end. */
    private static final String LIVE =
            "state IN ('PENDING', 'APPROVED', 'OPENING', 'OPEN') AND (first_end IS NULL OR first_end > %s)";

    private static final String PAST = """
            SELECT past.count, past.alike
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[])
              WITH ORDINALITY AS asked (tenant, oid, fingerprints, now, place)
            CROSS JOIN LATERAL (
              SELECT count(*), array_agg(id) FILTER (
                WHERE fingerprint = ANY (string_to_array(asked.fingerprints, ' '))) AS alike
              FROM access_request
              WHERE requester_tenant = asked.tenant AND requester_oid = asked.oid AND %s) AS past
            ORDER BY asked.place""".formatted(LIVE.formatted("asked.now::timestamptz"));

    private static final String ALL =
            "SELECT count(*) FROM (SELECT FROM access_request WHERE " + LIVE.formatted("?") + " LIMIT ?) AS counted";

    private static final String ADD = """
            WITH request AS (
              INSERT INTO access_request (id, requester_tenant, requester_oid, terms, submitted_at, approval,
                refused_vms, state, fingerprint)
              SELECT id, tenant, oid, terms, at::timestamptz, approval, refused_vms, state, fingerprint
              FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                AS r (id, tenant, oid, terms, at, approval, refused_vms, state, fingerprint)),
            vm AS (
              INSERT INTO access_request_vm (request_id, vm_key) SELECT * FROM unnest(?::text[], ?::text[])),
            line AS (
              INSERT INTO timeline_entry (request_id, at, what, detail)
              SELECT id, at::timestamptz, what, detail
              FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS l (id, at, what, detail)),
            """ + FirstEvents.PARTS + " SELECT 1";

    /** The values of {@link #ADD} before those of the events. */
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
    public List<Found> lock(List<Question> questions) {
        RoundTrip trip = new RoundTrip();
        trip.ask(LOCK, row -> true, (Object) Sql.texts(
                questions,
                asked -> asked.person().tenant() + "/" + asked.person().oid()));
        return found(trip, questions);
    }

    @Override
    public Found look(Question question) {
        return found(new RoundTrip(), List.of(question)).getFirst();
    }

    private List<Found> found(RoundTrip trip, List<Question> questions) {
        Optional<RoundTrip.Answer<Named>> uses = keys(trip, questions);
        RoundTrip.Answer<Past> pasts = trip.ask(
                PAST,
                row -> new Past(row.getLong(1), ids(row.getArray(2))),
                Sql.texts(questions, asked -> asked.person().tenant()),
                Sql.texts(questions, asked -> asked.person().oid()),
                Sql.texts(questions, asked -> String.join(" ", asked.fingerprints())),
                Sql.texts(questions, asked -> asked.now().toString()));
        RoundTrip.Answer<KnownVm> vms = trip.ask(PostgresVms.KNOWN, PostgresVms::known, (Object) PostgresVms.keys(
                questions.stream().flatMap(asked -> asked.vms().stream()).toList()));
        trip.send(database);
        Map<VmId, KnownVm> known = Map.copyOf(PostgresVms.byId(vms.rows()));
        Map<Integer, IdempotencyKeys.Use> used = uses.map(RoundTrip.Answer::rows).orElse(List.of()).stream()
                .collect(Collectors.toMap(Named::place, Named::use));
        List<Past> past = pasts.rows();
        return IntStream.range(0, questions.size())
                .mapToObj(i -> new Found(
                        known,
                        Optional.ofNullable(used.get(i)),
                        past.get(i).live(),
                        past.get(i).alike()))
                .toList();
    }

    private static Optional<RoundTrip.Answer<Named>> keys(RoundTrip trip, List<Question> questions) {
        List<Integer> named = IntStream.range(0, questions.size())
                .filter(i -> questions.get(i).key().isPresent())
                .boxed()
                .toList();
        List<IdempotencyKeys.Key> keys =
                named.stream().map(i -> questions.get(i).key().orElseThrow()).toList();
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of(trip.ask(
                        PostgresIdempotencyKeys.FIND,
                        row -> new Named(named.get(row.getInt(1) - 1), PostgresIdempotencyKeys.use(row)),
                        Sql.texts(keys, key -> key.caller().tenant()),
                        Sql.texts(keys, key -> key.caller().oid()),
                        Sql.texts(keys, IdempotencyKeys.Key::text)));
    }

    private record Named(int place, IdempotencyKeys.Use use) {}

    private record Past(long live, List<RequestId> alike) {}

    private static List<RequestId> ids(@Nullable Array column) throws SQLException {
        return column == null
                ? List.of()
                : Stream.of((String[]) column.getArray()).map(RequestId::new).toList();
    }

    @Override
    public void add(List<Made> made) {
        List<AccessRequest> requests = made.stream().map(Made::request).toList();
        List<VmOf> vms = requests.stream().flatMap(PostgresIntake::vms).toList();
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            Sql.bind(
                    add,
                    Sql.texts(requests, request -> request.id().value()),
                    Sql.texts(requests, request -> request.terms().requester().tenant()),
                    Sql.texts(requests, request -> request.terms().requester().oid()),
                    Sql.texts(requests, request -> Rows.text(request.terms())),
                    Sql.texts(requests, request -> request.submittedAt().toString()),
                    Sql.texts(requests, request -> request.approval().name()),
                    Sql.texts(requests, request -> Rows.text(request.refusedVms())),
                    Sql.texts(
                            requests,
                            request -> request.at(request.submittedAt()).state().name()),
                    Sql.texts(made, Made::fingerprint),
                    Sql.texts(vms, VmOf::request),
                    Sql.texts(vms, VmOf::vm),
                    Sql.texts(requests, request -> request.id().value()),
                    Sql.texts(made, each -> each.first().at().toString()),
                    Sql.texts(made, each -> each.first().what()),
                    Sql.texts(made, each -> each.first().detail()));
            outbox.first(made.stream().map(Made::event).toList()).bind(add, OWN_VALUES + 1);
            add.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("requests could not be written", e);
        }
    }

    @Override
    public long live(long most, Instant now) {
        return sql.query(ALL, row -> row.getLong(1), now, most).getFirst();
    }

    private record VmOf(String request, String vm) {}

    private static Stream<VmOf> vms(AccessRequest request) {
        return request.terms().targets().stream()
                .map(target -> target.vm().key())
                .distinct()
                .map(vm -> new VmOf(request.id().value(), vm));
    }
}
