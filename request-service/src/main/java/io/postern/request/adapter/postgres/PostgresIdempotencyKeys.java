package io.postern.request.adapter.postgres;

import io.postern.contracts.id.RequestId;
import io.postern.request.app.IdempotencyKeys;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Idempotency keys in PostgreSQL, whose unique index decides between two submissions at once. */
@Singleton
public class PostgresIdempotencyKeys implements IdempotencyKeys {
    /** Between the requests that one key stands for; no id holds it. */
    private static final String SEPARATOR = " ";

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
                        row -> new Use(ids(row.getString(1)), row.getString(2)),
                        key.caller().tenant(),
                        key.caller().oid(),
                        key.text())
                .stream()
                .findFirst();
    }

    @Override
    public boolean remember(Key key, List<RequestId> requests) {
        return sql.update(
                        REMEMBER,
                        key.caller().tenant(),
                        key.caller().oid(),
                        key.text(),
                        key.bodyDigest(),
                        requests.stream().map(RequestId::value).collect(Collectors.joining(SEPARATOR)))
                == 1;
    }

    private static List<RequestId> ids(String column) {
        return Stream.of(column.split(SEPARATOR, -1)).map(RequestId::new).toList();
    }
}
