package io.postern.approval.adapter.postgres;

import io.postern.approval.app.Cases;
import io.postern.approval.domain.AccessTerms;
import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.CaseKey;
import io.postern.approval.domain.CountedDecision;
import io.postern.approval.domain.Ending;
import io.postern.approval.domain.Need;
import io.postern.contracts.id.RequestId;
import io.postern.policy.RequestFacts;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cases as rows; holding one is a row lock. */
@Singleton
public class PostgresCases implements Cases {
    private final CaseRows rows;
    private final DecisionRows decisions;
    private final Asks asks;

    public PostgresCases(CaseRows rows, DecisionRows decisions, Asks asks) {
        this.rows = rows;
        this.decisions = decisions;
        this.asks = asks;
    }

    @Override
    public boolean add(ApprovalCase.Submitted submitted) {
        CaseRow.Key key = rowKey(submitted.key());
        if (rows.findByIdOptional(key).isPresent()) {
            return false;
        }
        CaseRow row = new CaseRow();
        row.key = key;
        row.state = CaseState.SUBMITTED.name();
        CaseJson.write(row, submitted.wish());
        row.policyVersion = submitted.policyVersion();
        row.submittedAt = submitted.since();
        rows.persistAndFlush(row);
        return true;
    }

    @Override
    public Optional<ApprovalCase> find(CaseKey key) {
        return rows.findByIdOptional(rowKey(key)).map(this::read);
    }

    @Override
    public Optional<ApprovalCase> hold(CaseKey key) {
        return rows.findByIdOptional(rowKey(key), LockModeType.PESSIMISTIC_WRITE)
                .map(this::read);
    }

    @Override
    public Optional<ApprovalCase> holdNewest(RequestId request) {
        return rows.newest(request.value()).map(this::read);
    }

    @Override
    public List<ApprovalCase> of(RequestId request) {
        return rows.of(request.value()).stream().map(this::read).toList();
    }

    @Override
    public void advance(ApprovalCase next, Instant now) {
        CaseRow row = rows.findById(rowKey(next.key()));
        boolean wasPending = row.state.equals(CaseState.PENDING.name());
        row.state = CaseState.of(next).name();
        switch (next) {
            case ApprovalCase.Submitted _ -> {}
            case ApprovalCase.Pending pending when wasPending -> decisions.write(row.key, pending.decisions());
            case ApprovalCase.Pending pending -> {
                CaseJson.write(row, pending.need());
                asks.add(row.key, pending.need().groups());
            }
            case ApprovalCase.Settled settled -> settle(row, settled, wasPending, now);
        }
    }

    private void settle(CaseRow row, ApprovalCase.Settled settled, boolean wasPending, Instant now) {
        row.settledAt = now;
        row.approvedTerms = settled.terms() == null ? null : CaseJson.written(settled.terms());
        if (wasPending) {
            decisions.write(row.key, settled.decisions());
            asks.remove(row.key, List.of(Objects.requireNonNull(row.approverGroups)));
        }
    }

    @Override
    public void keepFacts(CaseKey key, RequestFacts facts) {
        rows.findById(rowKey(key)).facts = CaseJson.written(facts);
    }

    @Override
    public List<PendingCase> pending(Set<String> groups, @Nullable RequestId after, int atMost) {
        List<CaseRow> waiting = rows.pending(groups, after == null ? "" : after.value(), atMost);
        Map<CaseRow.Key, List<CountedDecision>> said = decisions.of(waiting);
        return waiting.stream()
                .map(row -> new PendingCase(pending(row, said.getOrDefault(row.key, List.of())), row.submittedAt))
                .toList();
    }

    @Override
    public List<ApprovalCase.Pending> holdLapsed(Instant now, int atMost) {
        List<CaseRow> late = rows.lapsed(now, atMost);
        Map<CaseRow.Key, List<CountedDecision>> said = decisions.of(late);
        return late.stream()
                .map(row -> pending(row, said.getOrDefault(row.key, List.of())))
                .toList();
    }

    private ApprovalCase read(CaseRow row) {
        CaseState state = CaseState.valueOf(row.state);
        return switch (state) {
            case SUBMITTED -> new ApprovalCase.Submitted(CaseJson.wish(row), row.policyVersion, row.submittedAt);
            case PENDING -> pending(row, decisions.of(row.key));
            case APPROVED, DENIED, WITHDRAWN, LAPSED -> settled(row, state.ending());
        };
    }

    private static ApprovalCase.Pending pending(CaseRow row, List<CountedDecision> said) {
        return new ApprovalCase.Pending(CaseJson.wish(row), Objects.requireNonNull(CaseJson.need(row)), said);
    }

    /** What was approved before terms were kept was approved as asked for. */
    private ApprovalCase.Settled settled(CaseRow row, Ending ending) {
        var wish = CaseJson.wish(row);
        Need need = CaseJson.need(row);
        AccessTerms asked = ending == Ending.APPROVED ? wish.asked() : null;
        AccessTerms terms = row.approvedTerms == null ? asked : CaseJson.read(row.approvedTerms, AccessTerms.class);
        return new ApprovalCase.Settled(wish, ending, need, need == null ? List.of() : decisions.of(row.key), terms);
    }

    private static CaseRow.Key rowKey(CaseKey key) {
        return new CaseRow.Key(key.request().value(), key.extension());
    }
}
