package io.postern.approval.adapter.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of verdicts. */
@ApplicationScoped
public class DecisionRows implements PanacheRepositoryBase<DecisionRow, DecisionRow.Key> {
    /** The verdicts of each of these cases. */
    Map<String, List<DecisionRow>> of(List<String> requestIds) {
        return list("key.requestId in ?1", Sort.by("decidedAt").and("key.approverOid"), requestIds).stream()
                .collect(Collectors.groupingBy(row -> row.key.requestId()));
    }

    List<DecisionRow> of(String requestId) {
        return list("key.requestId", Sort.by("decidedAt").and("key.approverOid"), requestId);
    }
}
