package io.postern.request.adapter.postgres;

import io.postern.contracts.id.RequestId;
import io.postern.messaging.Sql;
import io.postern.request.app.IdempotencyKeys;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Idempotency keys in PostgreSQL; two submissions at once under one key are kept apart by their person's lock. */
@Singleton
public class PostgresIdempotencyKeys implements IdempotencyKeys {
    /** Between the requests that one key stands for; no id holds it. */
    private static final String SEPARATOR = " ";

    /** Which of the keys asked for, by their places from 1 on, stand for something already. */
    static final String FIND = """
            SELECT asked.place, k.request_id, k.body_digest, k.made
            FROM unnest(?::text[], ?::text[], ?::text[]) WITH ORDINALITY AS asked (tenant, oid, key, place)
            JOIN idempotency_key k USING (tenant, oid, key)""";

    private static final String REMEMBER = """
            INSERT INTO idempotency_key (tenant, oid, key, body_digest, request_id, made)
            SELECT tenant, oid, key, body_digest, request_id, made::boolean
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              AS named (tenant, oid, key, body_digest, request_id, made)""";

    private final Sql sql;

    PostgresIdempotencyKeys(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public void remember(Map<Key, Use> named) {
        List<Map.Entry<Key, Use>> all = List.copyOf(named.entrySet());
        sql.update(
                REMEMBER,
                Sql.texts(all, each -> each.getKey().caller().tenant()),
                Sql.texts(all, each -> each.getKey().caller().oid()),
                Sql.texts(all, each -> each.getKey().text()),
                Sql.texts(all, each -> each.getValue().bodyDigest()),
                Sql.texts(
                        all,
                        each -> each.getValue().requests().stream()
                                .map(RequestId::value)
                                .collect(Collectors.joining(SEPARATOR))),
                Sql.texts(all, each -> String.valueOf(each.getValue().made())));
    }

    /** Reads a row of {@link #FIND}. */
    static Use use(ResultSet row) throws SQLException {
        List<RequestId> requests = Stream.of(row.getString(2).split(SEPARATOR, -1))
                .map(RequestId::new)
                .toList();
        return new Use(requests, row.getString(3), row.getBoolean(4));
    }
}
