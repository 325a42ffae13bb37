package io.postern.request.adapter.postgres;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.RequestId;
import io.postern.messaging.Sql;
import io.postern.request.app.CloseOrders;
import io.postern.request.domain.CloseOrder;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** Close orders in PostgreSQL; any number of instances share them. */
@Singleton
public class PostgresCloseOrders implements CloseOrders {
    private static final String ADD = """
            INSERT INTO close_order (request_id, reason, attempts, due_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (request_id) DO NOTHING""";

    private static final String TAKE = """
            UPDATE close_order o SET due_at = ?
            FROM (SELECT request_id, due_at FROM close_order WHERE confirmed_at IS NULL AND due_at <= ?
                  ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED) due
            WHERE o.request_id = due.request_id
            RETURNING o.request_id, o.reason, o.attempts, due.due_at""";

    private static final String AGAIN =
            "UPDATE close_order SET attempts = ?, due_at = ? WHERE request_id = ? AND confirmed_at IS NULL";

    private static final String CONFIRM =
            "UPDATE close_order SET confirmed_at = ? WHERE request_id = ? AND confirmed_at IS NULL";

    private final Sql sql;

    PostgresCloseOrders(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public void add(CloseOrder.Due order) {
        sql.update(ADD, order.requestId().value(), order.reason().word(), order.attempts(), order.notBefore());
    }

    @Override
    public List<CloseOrder.Due> take(int most, Instant now, Duration lease) {
        return sql.query(
                TAKE,
                row -> new CloseOrder.Due(
                        new RequestId(row.getString(1)),
                        CloseReason.of(row.getString(2)),
                        row.getInt(3),
                        row.getTimestamp(4).toInstant()),
                now.plus(lease),
                now,
                most);
    }

    @Override
    public void save(CloseOrder order) {
        switch (order) {
            case CloseOrder.Due due ->
                sql.update(
                        AGAIN, due.attempts(), due.notBefore(), due.requestId().value());
            case CloseOrder.Confirmed confirmed ->
                sql.update(CONFIRM, confirmed.at(), confirmed.requestId().value());
        }
    }
}
