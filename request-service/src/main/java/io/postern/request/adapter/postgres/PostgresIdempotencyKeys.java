package io.postern.request.adapter.postgres;

import io.postern.contracts.id.RequestId;
import io.postern.request.app.IdempotencyKeys;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Idempotency keys in PostgreSQL; two submissions at once under one key are kept apart by their person's lock. */
@Singleton
public class PostgresIdempotencyKeys implements IdempotencyKeys {
    /** Between the requests that one key stands for; no id holds it. */
    private static final String SEPARATOR = " ";

    static final String FIND =
            "SELECT request_id, body_digest FROM idempotency_key WHERE tenant = ? AND oid = ? AND key = ?";

    private static final String REMEMBER =
            "INSERT INTO idempotency_key (tenant, oid, key, body_digest, request_id) VALUES (?, ?, ?, ?, ?)";

    private final Sql sql;

    PostgresIdempotencyKeys(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public void remember(Key key, List<RequestId> requests) {
        sql.update(
                REMEMBER,
                key.caller().tenant(),
                key.caller().oid(),
                key.text(),
                key.bodyDigest(),
                requests.stream().map(RequestId::value).collect(Collectors.joining(SEPARATOR)));
    }

    /** Reads a row of {@link #FIND}. */
    static Use use(ResultSet row) throws SQLException {
        List<RequestId> requests = Stream.of(row.getString(1).split(SEPARATOR, -1))
                .map(RequestId::new)
                .toList();
        return new Use(requests, row.getString(2));
    }
}
