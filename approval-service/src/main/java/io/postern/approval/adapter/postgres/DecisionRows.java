package io.postern.approval.adapter.postgres;

import io.postern.approval.domain.CountedDecision;
import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.Verdict;
import io.postern.contracts.id.PersonId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of verdicts. */
@ApplicationScoped
public class DecisionRows implements PanacheRepositoryBase<DecisionRow, DecisionRow.Key> {
    private static final Sort IN_ORDER = Sort.by("decidedAt").and("key.approverOid");

    List<CountedDecision> of(CaseRow.Key key) {
        return rows(key).stream().map(DecisionRows::read).toList();
    }

    /** The verdicts on each of these cases, some on others of the same requests among them. */
    Map<CaseRow.Key, List<CountedDecision>> of(List<CaseRow> cases) {
        List<String> requests = cases.stream().map(row -> row.key.requestId()).toList();
        return list("key.requestId in ?1", IN_ORDER, requests).stream()
                .collect(Collectors.groupingBy(
                        row -> new CaseRow.Key(row.key.requestId(), row.key.extension()),
                        Collectors.mapping(DecisionRows::read, Collectors.toList())));
    }

    /** Makes these the verdicts on the case: a later one of the same human took the place of an earlier. */
    void write(CaseRow.Key key, List<CountedDecision> decisions) {
        Map<DecisionRow.Key, DecisionRow> before = new HashMap<>();
        rows(key).forEach(row -> before.put(row.key, row));
        for (CountedDecision decision : decisions) {
            DecisionRow.Key person = new DecisionRow.Key(
                    key.requestId(),
                    key.extension(),
                    decision.approver().tenant(),
                    decision.approver().oid());
            DecisionRow row = Optional.ofNullable(before.remove(person)).orElseGet(DecisionRow::new);
            row.key = person;
            fill(row, decision);
            persist(row);
        }
        before.values().forEach(this::delete);
    }

    private List<DecisionRow> rows(CaseRow.Key key) {
        return list("key.requestId = ?1 and key.extension = ?2", IN_ORDER, key.requestId(), key.extension());
    }

    private static void fill(DecisionRow row, CountedDecision decision) {
        row.approverName = decision.name();
        row.verdict = decision.verdict().name();
        row.comment = decision.comment();
        row.foundGroups = decision.groups().stream().sorted().toArray(String[]::new);
        row.narrowing = decision.narrowing() == null ? null : CaseJson.written(decision.narrowing());
        row.through = decision.through();
        row.standing = decision.standing().name();
        row.decidedAt = decision.at();
    }

    private static CountedDecision read(DecisionRow row) {
        return new CountedDecision(
                new PersonId(row.key.approverTenant(), row.key.approverOid()),
                row.approverName,
                Verdict.valueOf(row.verdict),
                row.comment,
                row.narrowing == null ? null : CaseJson.read(row.narrowing, Narrowing.class),
                Set.of(row.foundGroups),
                row.through,
                CountedDecision.Standing.valueOf(row.standing),
                row.decidedAt);
    }
}
