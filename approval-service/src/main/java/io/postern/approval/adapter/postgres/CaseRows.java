package io.postern.approval.adapter.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** The table of cases. */
@ApplicationScoped
public class CaseRows implements PanacheRepositoryBase<CaseRow, String> {
    /** The state is spelt out, so that the index of waiting cases serves, however many are settled. */
    private static final String PENDING = """
            SELECT * FROM approval_case WHERE state = 'PENDING' AND approver_groups && CAST(:groups AS text[])
            ORDER BY submitted_at, request_id LIMIT :most""";

    List<CaseRow> pending(Set<String> groups, int atMost) {
        return getEntityManager()
                .createNativeQuery(PENDING, CaseRow.class)
                .setParameter("groups", groups.toArray(String[]::new))
                .setParameter("most", atMost)
                .getResultList();
    }
}
