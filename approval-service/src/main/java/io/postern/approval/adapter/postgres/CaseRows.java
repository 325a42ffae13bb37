package io.postern.approval.adapter.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The table of cases. */
@ApplicationScoped
public class CaseRows implements PanacheRepositoryBase<CaseRow, CaseRow.Key> {
    /** So many of each group, then so many of all: what lies behind the page is never touched. */
    static final String PENDING = """
            SELECT waiting.* FROM (
                SELECT DISTINCT ask.request_id, ask.extension
                FROM unnest(CAST(:groups AS text[])) AS mine(group_id)
                CROSS JOIN LATERAL (
                    SELECT request_id, extension FROM approval_ask
                    WHERE group_id = mine.group_id AND request_id > :after
                    ORDER BY request_id, extension LIMIT :most) AS ask
                ORDER BY ask.request_id, ask.extension LIMIT :most) AS page
            JOIN approval_case AS waiting USING (request_id, extension)
            ORDER BY waiting.request_id, waiting.extension""";

    /** The state is spelt out, so that the index of waiting cases serves, however many are settled. */
    static final String LAPSED = """
            SELECT * FROM approval_case WHERE state = 'PENDING' AND lapses_at <= :now
            ORDER BY lapses_at LIMIT :most FOR UPDATE SKIP LOCKED""";

    /** An open one first: an extension that was refused meanwhile does not hide it. */
    private static final String NEWEST = """
            SELECT * FROM approval_case WHERE request_id = :request
            ORDER BY (state IN ('SUBMITTED', 'PENDING')) DESC, extension DESC LIMIT 1 FOR UPDATE""";

    List<CaseRow> pending(Set<String> groups, String after, int atMost) {
        return getEntityManager()
                .createNativeQuery(PENDING, CaseRow.class)
                .setParameter("groups", groups.toArray(String[]::new))
                .setParameter("after", after)
                .setParameter("most", atMost)
                .getResultList();
    }

    List<CaseRow> lapsed(Instant now, int atMost) {
        return getEntityManager()
                .createNativeQuery(LAPSED, CaseRow.class)
                .setParameter("now", now)
                .setParameter("most", atMost)
                .getResultList();
    }

    Optional<CaseRow> newest(String request) {
        return getEntityManager()
                .createNativeQuery(NEWEST, CaseRow.class)
                .setParameter("request", request)
                .getResultStream()
                .findFirst();
    }

    List<CaseRow> of(String request) {
        return list("key.requestId = ?1 order by key.extension", request);
    }
}
