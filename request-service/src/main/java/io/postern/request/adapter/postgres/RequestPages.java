package io.postern.request.adapter.postgres;

import io.postern.messaging.Sql;
import io.postern.request.app.AccessRequests;
import io.postern.request.domain.RequestState;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Which requests are on a page. Every filter is one that an index serves, however long the history is. */
@Singleton
class RequestPages {
    /** An open request whose first grant is past its end has been closing since, whether anybody told us or not. */
    private static final String STILL_OPEN = "r.state = 'OPEN' AND (r.first_end IS NULL OR r.first_end > ?)";

    private static final String CLOSING_BY_NOW =
            "r.state IN ('CLOSING', 'OPEN') AND (r.state = 'CLOSING' OR r.first_end <= ?)";

    private final Sql sql;

    RequestPages(DataSource database) {
        this.sql = new Sql(database);
    }

    /** The ids, newest first. */
    List<String> ids(AccessRequests.Query query, Instant now) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        List<Object> values = new ArrayList<>();
        // The order is that of the column that is searched by, so that a page is read off one index.
        String id = query.vm().isPresent() ? "v.request_id" : "r.id";
        query.vm().ifPresent(vm -> add(conditions, "v.vm_key = ?", values, vm.key()));
        query.requester().ifPresent(person -> {
            add(conditions, "r.requester_tenant = ?", values, person.tenant());
            add(conditions, "r.requester_oid = ?", values, person.oid());
        });
        query.state().ifPresent(state -> add(conditions, inState(state), values, instantOrName(state, now)));
        query.after().ifPresent(last -> add(conditions, id + " < ?", values, last.value()));
        values.add(query.limit());
        String from = query.vm().isPresent()
                ? "access_request_vm v JOIN access_request r ON r.id = v.request_id"
                : "access_request r";
        String select = "SELECT r.id FROM " + from + " WHERE " + String.join(" AND ", conditions) + " ORDER BY " + id
                + " DESC LIMIT ?";
        return sql.query(select, row -> row.getString(1), values.toArray());
    }

    private static String inState(RequestState state) {
        return switch (state) {
            case OPEN -> STILL_OPEN;
            case CLOSING -> CLOSING_BY_NOW;
            default -> "r.state = ?";
        };
    }

    private static Object instantOrName(RequestState state, Instant now) {
        return switch (state) {
            case OPEN, CLOSING -> now;
            default -> state.name();
        };
    }

    private static void add(List<String> conditions, String condition, List<Object> values, Object value) {
        conditions.add(condition);
        values.add(value);
    }
}
