package io.postern.approval.app;

import io.postern.approval.Requests;
import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.CountedDecision;
import io.postern.approval.domain.Evaluator;
import io.postern.approval.domain.rbac.Entitlements;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Every port of the use cases, in memory. */
final class InMemory implements Cases, Evaluations, Rights, ApprovalSigner, UnitOfWork {
    final Map<RequestId, ApprovalCase> cases = new LinkedHashMap<>();
    final Map<RequestId, Instant> due = new LinkedHashMap<>();
    final Map<RequestId, Integer> attempts = new HashMap<>();
    final List<PosternEvent> told = new ArrayList<>();
    final List<Duration> agesAskedFor = new ArrayList<>();
    Function<PersonId, Entitlements> azure = _ -> new Entitlements(List.of(), Map.of());
    int wakes;
    Instant failedAt = Requests.NOW;

    OpenCase openCase() {
        return new OpenCase(this, this, this, () -> wakes++);
    }

    WithdrawCase withdrawCase() {
        return new WithdrawCase(this, this, this);
    }

    DecideCase decideCase() {
        return new DecideCase(this, this, told::add, this, () -> wakes++);
    }

    EvaluateDue evaluateDue(Evaluator evaluator) {
        return new EvaluateDue(
                this,
                new EvaluateCase(this, this, this, evaluator, this, told::add, this),
                this,
                (_, _) -> {},
                () -> failedAt);
    }

    @Override
    public boolean add(ApprovalCase.Submitted submitted, Instant now) {
        return cases.putIfAbsent(submitted.request().requestId(), submitted) == null;
    }

    @Override
    public Optional<ApprovalCase> find(RequestId request) {
        return Optional.ofNullable(cases.get(request));
    }

    @Override
    public Optional<ApprovalCase> hold(RequestId request) {
        return find(request);
    }

    @Override
    public void advance(ApprovalCase next, Instant now) {
        cases.put(next.request().requestId(), next);
    }

    @Override
    public void record(RequestId request, CountedDecision decision, String name, String comment) {
        ApprovalCase.Pending pending = (ApprovalCase.Pending) cases.get(request);
        List<CountedDecision> all = new ArrayList<>(pending.decisions());
        all.add(decision);
        cases.put(request, new ApprovalCase.Pending(pending.request(), pending.need(), all));
    }

    @Override
    public List<PendingCase> pending(Set<String> groups, int atMost) {
        return List.of();
    }

    @Override
    public void schedule(RequestId request, Instant at) {
        due.put(request, at);
        attempts.put(request, 0);
    }

    @Override
    public Optional<Due> take(Instant now, Duration hidden) {
        Optional<RequestId> first = due.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .findFirst();
        first.ifPresent(request -> due.put(request, now.plus(hidden)));
        return first.map(request -> new Due(request, attempts.get(request)));
    }

    @Override
    public void retry(Due again, Instant at) {
        due.put(again.request(), at);
        attempts.merge(again.request(), 1, Integer::sum);
    }

    @Override
    public void drop(RequestId request) {
        due.remove(request);
    }

    @Override
    public Entitlements of(PersonId person, VmId vm, Duration maxAge, Instant now) {
        agesAskedFor.add(maxAge);
        return azure.apply(person);
    }

    @Override
    public Approved sign(Approved terms, Instant now) {
        RequestSubmitted request = cases.get(terms.requestId()).request();
        return new Approved(
                terms.requestId(),
                request.requester(),
                terms.targets(),
                terms.duration(),
                terms.endsAt(),
                terms.notAfter(),
                terms.approvers(),
                terms.policyRule(),
                terms.policyVersion(),
                "signed",
                terms.personal());
    }

    @Override
    public <T> T doing(Supplier<T> work) {
        return work.get();
    }

    @Override
    public void afterwards(Runnable wake) {
        wake.run();
    }
}
