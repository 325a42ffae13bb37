package io.postern.request.adapter.postgres;

import io.postern.contracts.id.RequestId;
import io.postern.request.app.IdempotencyKeys;
import jakarta.inject.Singleton;
import java.util.Optional;
import javax.sql.DataSource;

/** Idempotency keys in PostgreSQL, whose unique index decides between two submissions at once. */
@Singleton
public class PostgresIdempotencyKeys implements IdempotencyKeys {
    private static final String FIND =
            "SELECT request_id, body_digest FROM idempotency_key WHERE tenant = ? AND oid = ? AND key = ?";

    private static final String REMEMBER = """
            INSERT INTO idempotency_key (tenant, oid, key, body_digest, request_id) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";

    private final Sql sql;

    PostgresIdempotencyKeys(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public Optional<Use> find(Key key) {
        return sql
                .query(
                        FIND,
                        row -> new Use(new RequestId(row.getString(1)), row.getString(2)),
                        key.caller().tenant(),
                        key.caller().oid(),
                        key.text())
                .stream()
                .findFirst();
    }

    @Override
    public boolean remember(Key key, RequestId request) {
        return sql.update(
                        REMEMBER,
                        key.caller().tenant(),
                        key.caller().oid(),
                        key.text(),
                        key.bodyDigest(),
                        request.value())
                == 1;
    }
}
