package io.postern.request.adapter.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;

/** The table {@code access_request}. */
@Singleton
class RequestRows implements PanacheRepositoryBase<RequestRow, String> {
    List<RequestRow> newestFirst(List<String> ids) {
        return list("id in ?1 order by id desc", ids);
    }
}
