package io.postern.approval.app;

import io.postern.approval.Requests;
import io.postern.approval.TestPolicy;
import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.CaseKey;
import io.postern.approval.domain.Confirmation;
import io.postern.approval.domain.Evaluator;
import io.postern.approval.domain.rbac.Entitlements;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.RequestFacts;
import io.postern.policy.Ruling;
import io.postern.policy.TargetFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every port of the use cases, in memory. */
final class InMemory
        implements Cases, Evaluations, Rights, Memberships, KnownVms, Policies, BreakGlass, ApprovalSigner, UnitOfWork {
    static final Confirmation CONFIRMATION = new Confirmation("https://portal.test/approvals/{requestId}");
    static final Evaluator EVALUATOR = new Evaluator(Duration.ofMinutes(15), CONFIRMATION);

    final Map<CaseKey, ApprovalCase> cases = new LinkedHashMap<>();
    final Map<CaseKey, Instant> due = new LinkedHashMap<>();
    final Map<CaseKey, Integer> attempts = new HashMap<>();
    final Map<CaseKey, RequestFacts> judgedOn = new HashMap<>();
    final Map<VmId, TargetFacts.Seen> inventory = new HashMap<>();
    final Map<String, ApprovalPolicy> versions = new HashMap<>();
    final List<PosternEvent> told = new ArrayList<>();
    final List<Duration> agesAskedFor = new ArrayList<>();
    Function<PersonId, Entitlements> azure = _ -> new Entitlements(List.of(), Map.of());
    Function<PersonId, Set<String>> directory = person -> {
        throw new RightsUnknown("no directory", new IllegalStateException());
    };
    final Map<PersonId, Entitlements> remembered = new HashMap<>();
    final Map<PersonId, Set<String>> rememberedGroups = new HashMap<>();
    boolean signsAtOnce = true;
    Admission admission = new Admission.Granted();
    int admissions;
    ApprovalPolicy policy = TestPolicy.saying(TestPolicy.AUTOMATIC);
    int wakes;
    Instant failedAt = Requests.NOW;

    OpenCase openCase() {
        JudgeAtOnce judgeAtOnce = new JudgeAtOnce(this, this, this, this, this, EVALUATOR, this, conclusion());
        return new OpenCase(this, this, this, judgeAtOnce, told::add, this, () -> wakes++);
    }

    private Conclusion conclusion() {
        return new Conclusion(this, this, EVALUATOR, this, told::add);
    }

    WithdrawCase withdrawCase() {
        return new WithdrawCase(this, this, this);
    }

    DecideCase decideCase() {
        return new DecideCase(this, this, this, CONFIRMATION, told::add, this, () -> wakes++);
    }

    LapseCases lapseCases() {
        return new LapseCases(this, this, told::add, this);
    }

    ForecastRequest forecastRequest() {
        return new ForecastRequest(this, this, new RequestFactsOf(this, this), this, EVALUATOR);
    }

    EvaluateDue evaluateDue() {
        EvaluateCase evaluateCase = new EvaluateCase(
                this, this, this, this, this, new RequestFactsOf(this, this), EVALUATOR, conclusion(), this);
        return new EvaluateDue(this, evaluateCase, this, (_, _) -> {}, () -> failedAt);
    }

    <E extends PosternEvent> List<E> told(Class<E> type) {
        return told.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public ApprovalPolicy current() {
        versions.putIfAbsent(policy.version(), policy);
        return policy;
    }

    @Override
    public Optional<ApprovalPolicy> version(String version) {
        return Optional.ofNullable(versions.get(version));
    }

    @Override
    public boolean add(ApprovalCase.Submitted submitted) {
        return cases.putIfAbsent(submitted.key(), submitted) == null;
    }

    @Override
    public Optional<ApprovalCase> find(CaseKey key) {
        return Optional.ofNullable(cases.get(key));
    }

    @Override
    public Optional<ApprovalCase> hold(CaseKey key) {
        return find(key);
    }

    @Override
    public Optional<ApprovalCase> holdNewest(RequestId request) {
        return sorted(request)
                .filter(ApprovalCase.Open.class::isInstance)
                .reduce((earlier, later) -> later)
                .or(() -> sorted(request).reduce((earlier, later) -> later));
    }

    private Stream<ApprovalCase> sorted(RequestId request) {
        return cases.values().stream()
                .filter(known -> known.key().request().equals(request))
                .sorted(Comparator.comparing(known -> known.key().extension()));
    }

    @Override
    public List<ApprovalCase> of(RequestId request) {
        return sorted(request).toList();
    }

    @Override
    public void advance(ApprovalCase next, Instant now) {
        cases.put(next.key(), next);
    }

    @Override
    public void keepFacts(CaseKey key, RequestFacts facts) {
        judgedOn.put(key, facts);
    }

    @Override
    public List<PendingCase> pending(Set<String> groups, @Nullable RequestId after, int atMost) {
        return cases.values().stream()
                .filter(ApprovalCase.Pending.class::isInstance)
                .map(ApprovalCase.Pending.class::cast)
                .filter(pending -> pending.need().groups().stream().anyMatch(groups::contains))
                .limit(atMost)
                .map(pending -> new PendingCase(pending, Requests.NOW))
                .toList();
    }

    @Override
    public List<ApprovalCase.Pending> holdLapsed(Instant now, int atMost) {
        return cases.values().stream()
                .filter(ApprovalCase.Pending.class::isInstance)
                .map(ApprovalCase.Pending.class::cast)
                .filter(pending -> !pending.need().lapsesAt().isAfter(now))
                .limit(atMost)
                .toList();
    }

    @Override
    public void schedule(CaseKey key, Instant at) {
        due.put(key, at);
        attempts.put(key, 0);
    }

    @Override
    public Optional<Due> take(Instant now, Duration hidden) {
        Optional<CaseKey> first = due.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .findFirst();
        first.ifPresent(key -> due.put(key, now.plus(hidden)));
        return first.map(key -> new Due(key, attempts.get(key)));
    }

    @Override
    public void hide(CaseKey key, Instant until, Instant longer) {
        due.replace(key, until, longer);
    }

    @Override
    public void retry(Due again, Instant at) {
        due.put(again.key(), at);
        attempts.merge(again.key(), 1, Integer::sum);
    }

    @Override
    public void drop(CaseKey key) {
        due.remove(key);
    }

    @Override
    public Entitlements of(PersonId person, VmId vm, Duration maxAge, Instant now) {
        agesAskedFor.add(maxAge);
        return azure.apply(person);
    }

    @Override
    public Optional<Entitlements> known(PersonId person, VmId vm, Duration maxAge, Instant now) {
        return Optional.ofNullable(remembered.get(person));
    }

    @Override
    public Optional<Set<String>> known(PersonId person, Duration maxAge, Instant now) {
        return Optional.ofNullable(rememberedGroups.get(person));
    }

    @Override
    public boolean isAtHand() {
        return signsAtOnce;
    }

    @Override
    public Set<String> of(PersonId person, Duration maxAge, Instant now) {
        return directory.apply(person);
    }

    @Override
    public Map<VmId, TargetFacts.Seen> seen(Collection<VmId> vms) {
        Map<VmId, TargetFacts.Seen> seen = new HashMap<>(inventory);
        seen.keySet().retainAll(vms);
        return seen;
    }

    @Override
    public void assessed(VmAssessed assessed, Instant now) {
        inventory.put(assessed.vm(), KnownVms.seenIn(assessed));
    }

    @Override
    public Admission admit(RequestSubmitted request, Ruling.BreaksGlass ruling, ApprovalPolicy by, Instant now) {
        admissions++;
        return admission;
    }

    @Override
    public Admission foresee(RequestSubmitted request, Ruling.BreaksGlass ruling, ApprovalPolicy by, Instant now) {
        return admission;
    }

    @Override
    public Approved sign(Approved unsigned, Instant now) {
        return unsigned.signed("signed");
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
