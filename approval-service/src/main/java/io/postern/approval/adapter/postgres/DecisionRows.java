package io.postern.approval.adapter.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The table of verdicts. */
@ApplicationScoped
public class DecisionRows implements PanacheRepositoryBase<DecisionRow, DecisionRow.Key> {
    List<DecisionRow> of(String requestId) {
        return list("key.requestId", Sort.by("decidedAt").and("key.approverOid"), requestId);
    }
}
