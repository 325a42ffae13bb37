package io.postern.approval.adapter.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.approval.app.Cases;
import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.CountedDecision;
import io.postern.approval.domain.Ruling;
import io.postern.contracts.codec.PosternJson;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Verdict;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Cases as rows; holding one is a row lock. */
@Singleton
public class PostgresCases implements Cases {
    private static final ObjectMapper JSON = PosternJson.mapper();

    private final CaseRows rows;
    private final DecisionRows decisions;

    public PostgresCases(CaseRows rows, DecisionRows decisions) {
        this.rows = rows;
        this.decisions = decisions;
    }

    @Override
    public boolean add(ApprovalCase.Submitted submitted, Instant now) {
        if (rows.findByIdOptional(submitted.request().requestId().value()).isPresent()) {
            return false;
        }
        CaseRow row = new CaseRow();
        row.requestId = submitted.request().requestId().value();
        row.state = CaseState.SUBMITTED.name();
        row.submission = written(submitted.request());
        row.submittedAt = now;
        rows.persistAndFlush(row);
        return true;
    }

    @Override
    public Optional<ApprovalCase> find(RequestId request) {
        return rows.findByIdOptional(request.value()).map(this::read);
    }

    @Override
    public Optional<ApprovalCase> hold(RequestId request) {
        return rows.findByIdOptional(request.value(), LockModeType.PESSIMISTIC_WRITE)
                .map(this::read);
    }

    @Override
    public void advance(ApprovalCase next, Instant now) {
        CaseRow row = rows.findById(next.request().requestId().value());
        row.state = CaseState.of(next).name();
        switch (next) {
            case ApprovalCase.Submitted _ -> {}
            case ApprovalCase.Pending pending -> {
                row.needed = pending.need().approvals();
                row.approverGroups = pending.need().groups().toArray(String[]::new);
                row.policyRule = pending.need().rule();
            }
            case ApprovalCase.Settled _ -> row.settledAt = now;
        }
    }

    /** A second verdict of the same person (a no after a yes) takes the place of the first. */
    @Override
    public void record(RequestId request, CountedDecision decision, String name, String comment) {
        DecisionRow.Key key = new DecisionRow.Key(
                request.value(),
                decision.approver().tenant(),
                decision.approver().oid());
        Optional<DecisionRow> earlier = decisions.findByIdOptional(key);
        DecisionRow row = earlier.orElseGet(DecisionRow::new);
        row.key = key;
        row.approverName = name;
        row.verdict = decision.verdict().name();
        row.comment = comment;
        row.decidedAt = decision.at();
        decisions.persist(row);
    }

    @Override
    public List<PendingCase> pending(Set<String> groups, int atMost) {
        List<CaseRow> waiting = rows.pending(groups, atMost);
        Map<String, List<DecisionRow>> said =
                decisions.of(waiting.stream().map(row -> row.requestId).toList());
        return waiting.stream()
                .map(row -> new PendingCase(pending(row, said.getOrDefault(row.requestId, List.of())), row.submittedAt))
                .toList();
    }

    private ApprovalCase read(CaseRow row) {
        CaseState state = CaseState.valueOf(row.state);
        return switch (state) {
            case SUBMITTED -> new ApprovalCase.Submitted(submission(row));
            case PENDING -> pending(row, decisions.of(row.requestId));
            case APPROVED, DENIED, WITHDRAWN -> new ApprovalCase.Settled(submission(row), state.ending());
        };
    }

    private static ApprovalCase.Pending pending(CaseRow row, List<DecisionRow> decisions) {
        Ruling.NeedsApprovers need = new Ruling.NeedsApprovers(
                Objects.requireNonNull(row.needed),
                List.of(Objects.requireNonNull(row.approverGroups)),
                Objects.requireNonNull(row.policyRule));
        List<CountedDecision> counted = decisions.stream()
                .map(said -> new CountedDecision(
                        new PersonId(said.key.approverTenant(), said.key.approverOid()),
                        Verdict.valueOf(said.verdict),
                        said.decidedAt))
                .toList();
        return new ApprovalCase.Pending(submission(row), need, counted);
    }

    private static String written(RequestSubmitted request) {
        try {
            return JSON.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event that was read cannot be written", e);
        }
    }

    private static RequestSubmitted submission(CaseRow row) {
        try {
            return JSON.readValue(row.submission, RequestSubmitted.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored submission of " + row.requestId + " cannot be read", e);
        }
    }
}
