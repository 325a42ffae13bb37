package io.postern.request.adapter.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;

/** The table {@code access_grant}. */
@Singleton
class GrantRows implements PanacheRepositoryBase<GrantRow, String> {
    List<GrantRow> of(String requestId) {
        return list("requestId = ?1 order by place", requestId);
    }

    List<GrantRow> of(List<String> requestIds) {
        return list("requestId in ?1 order by place", requestIds);
    }
}
