package io.postern.request.adapter.postgres;

import io.postern.request.app.AccessRequests;
import io.postern.request.domain.RequestState;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table {@code access_request}. */
@Singleton
class RequestRows implements PanacheRepositoryBase<RequestRow, String> {
    /** An open request whose first grant is past its end has been closing since, whether anybody told us or not. */
    private static final String STATE_NOW =
            "(case when state = 'OPEN' and firstEnd <= :now then 'CLOSING' else state end) = :state";

    List<RequestRow> page(AccessRequests.Query query, Instant now) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Parameters values = new Parameters();
        query.state().map(RequestState::name).ifPresent(state -> {
            conditions.add(STATE_NOW);
            values.and("state", state).and("now", now);
        });
        query.requester().ifPresent(person -> {
            conditions.add("requesterTenant = :tenant and requesterOid = :oid");
            values.and("tenant", person.tenant()).and("oid", person.oid());
        });
        query.vm().ifPresent(vm -> {
            conditions.add(":vm member of vmKeys");
            values.and("vm", vm.key());
        });
        query.after().ifPresent(last -> {
            conditions.add("id < :after");
            values.and("after", last.value());
        });
        return find(String.join(" and ", conditions) + " order by id desc", values)
                .page(Page.ofSize(query.limit()))
                .list();
    }
}
