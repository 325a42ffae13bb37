package io.postern.audit.adapter.postgres;

import io.postern.audit.app.TrailQuery;
import io.postern.contracts.event.EventType;
import io.postern.contracts.id.VmId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes of the leaves that a walk met, which are its first value, those that fit the whole query. */
record TrailTake(String sql, List<Object> values) {
    /** Each leaf is looked up by itself: joined as tables, they might be read as a whole. */
    private static final String TAKE = """
            SELECT idx, type, subject, time, leaf,
                (SELECT fields FROM audit_personal AS personal WHERE personal.event_id = recorded.event_id),
                (SELECT fields FROM audit_personal_other AS other WHERE other.event_id = recorded.event_id)
            FROM unnest(?::bigint[]) WITH ORDINALITY AS walked (met, place)
            JOIN LATERAL (SELECT * FROM audit_leaf WHERE idx = met LIMIT 1) AS recorded ON true WHERE true""";

    /** A value, not a condition that could be turned into a join: all of a person's rows would be read for that. */
    private static final String OF_PERSON = " AND (SELECT true FROM audit_person AS who WHERE who.person = ?"
            + " AND who.time = recorded.time AND who.idx = recorded.idx)";

    static TrailTake of(TrailQuery query, int limit) {
        StringBuilder sql = new StringBuilder(TAKE);
        List<Object> values = new ArrayList<>();
        where(sql, values, OF_PERSON, query.actor());
        where(sql, values, " AND vms @> ARRAY[?]::text[]", query.vm().map(VmId::key));
        where(sql, values, " AND type = ?", query.type().map(EventType::wireName));
        where(sql, values, " AND time >= ?", query.from().map(from -> from.atOffset(ZoneOffset.UTC)));
        where(sql, values, " AND time < ?", query.to().map(to -> to.atOffset(ZoneOffset.UTC)));
        return new TrailTake(sql + " ORDER BY place LIMIT " + limit, values);
    }

    private static void where(StringBuilder sql, List<Object> values, String clause, Optional<?> value) {
        value.ifPresent(present -> {
            sql.append(clause);
            values.add(present);
        });
    }
}
