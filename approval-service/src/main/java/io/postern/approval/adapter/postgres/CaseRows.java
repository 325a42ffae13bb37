package io.postern.approval.adapter.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The table of cases. */
@ApplicationScoped
public class CaseRows implements PanacheRepositoryBase<CaseRow, String> {
    List<CaseRow> pending(int atMost) {
        return find("state", Sort.by("submittedAt").and("requestId"), CaseState.PENDING.name())
                .page(0, atMost)
                .list();
    }
}
