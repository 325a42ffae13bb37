package io.postern.benchmarks;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * The two inserts of intake, in one transaction: a row of a request and its event in the outbox, of the same size as those of
 * intake, into tables with the columns, constraints and indexes that {@code access_request} and {@code outbox} have there.
 */
@ApplicationScoped
public class TwoInserts {
    private static final String TABLES = """
            CREATE TABLE IF NOT EXISTS wish (
              id text PRIMARY KEY, requester_tenant text NOT NULL, requester_oid text NOT NULL, terms text NOT NULL,
              submitted_at timestamptz NOT NULL, approval text NOT NULL, ending text,
              ending_confirmed boolean NOT NULL DEFAULT false, refused_vms text NOT NULL, state text NOT NULL,
              first_end timestamptz, fingerprint text);
            CREATE INDEX IF NOT EXISTS wish_of_requester ON wish (requester_tenant, requester_oid, id);
            CREATE INDEX IF NOT EXISTS wish_in_state ON wish (state, id);
            CREATE INDEX IF NOT EXISTS wish_live ON wish (requester_tenant, requester_oid)
              WHERE state IN ('PENDING', 'APPROVED', 'OPENING', 'OPEN');
            CREATE TABLE IF NOT EXISTS wish_outbox (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event_id text NOT NULL, source text NOT NULL,
              subject text NOT NULL, version bigint NOT NULL CHECK (version > 0),
              shard smallint NOT NULL CHECK (shard BETWEEN 0 AND 15), topic text NOT NULL, value bytea NOT NULL,
              created_at timestamptz NOT NULL DEFAULT clock_timestamp(), published_at timestamptz);
            CREATE INDEX IF NOT EXISTS wish_outbox_unpublished ON wish_outbox (shard, id) WHERE published_at IS NULL""";

    private static final String WISH = """
            INSERT INTO wish (id, requester_tenant, requester_oid, terms, submitted_at, approval, refused_vms, state,
              fingerprint) VALUES (?, ?, ?, ?, clock_timestamp(), 'WAITING', '[]', 'PENDING', ?)""";
    private static final String OUTBOX = """
            INSERT INTO wish_outbox (event_id, source, subject, version, shard, topic, value)
            VALUES (?, 'request-service', ?, ?, ?, 'postern.requests', ?)""";

    private static final String TENANT = "11111111-1111-1111-1111-111111111111";
    private static final int PEOPLE = 2_000;
    private static final int SHARDS = 16;
    private static final int FINGERPRINT = 22;
    private static final int NONCE = 9;

    private static final String TERMS = """
            {"requester":{"tenant":"%s","oid":"%s"},"requesterName":"One of many that ask","wish":%s}""";

    private static final String EVENT = """
            {"specversion":"1.0","id":"%s","source":"/postern/request-service","type":"io.postern.request.submitted.v1",\
            "subject":"%s","time":"2030-01-01T00:00:00.000Z",\
            "version":1893456000000,"nonce":"%s","datacontenttype":"application/json","data":%s}""";

    private final AtomicLong numbers = new AtomicLong();

    private final DataSource database;

    @Inject
    TwoInserts(DataSource database) {
        this.database = database;
    }

    void createTables(@Observes StartupEvent started) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement create = connection.createStatement()) {
            create.execute(TABLES);
        }
    }

    /** Keeps a body under an id, in the name of one person after the other. */
    @Transactional
    void keep(String id, String body) {
        long number = numbers.getAndIncrement();
        String person = "person-%032d".formatted(number % PEOPLE);
        String terms = TERMS.formatted(TENANT, person, body);
        String event = EVENT.formatted(id, id, id + id.substring(NONCE), terms);
        try (Connection connection = database.getConnection();
                PreparedStatement wish = connection.prepareStatement(WISH);
                PreparedStatement outbox = connection.prepareStatement(OUTBOX)) {
            wish.setString(1, id);
            wish.setString(2, TENANT);
            wish.setString(3, person);
            wish.setString(4, terms);
            wish.setString(5, id.substring(0, FINGERPRINT));
            wish.executeUpdate();
            outbox.setString(1, id);
            outbox.setString(2, id);
            outbox.setLong(3, System.currentTimeMillis());
            outbox.setShort(4, (short) (number % SHARDS));
            outbox.setBytes(5, event.getBytes(StandardCharsets.UTF_8));
            outbox.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the rows could not be written", e);
        }
    }
}
