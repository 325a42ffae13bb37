package io.postern.approval.app;

import io.postern.approval.domain.AccessTerms;
import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.CaseKey;
import io.postern.approval.domain.Evaluated;
import io.postern.approval.domain.Evaluator;
import io.postern.approval.domain.Humans;
import io.postern.approval.domain.Recheck;
import io.postern.approval.domain.Wish;
import io.postern.approval.domain.rbac.Entitlements;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.RequestFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at a case that is due: reads rights and groups, decides and signs outside of any transaction, then tells under the
 * held case. When the case changed in between, what was read does not count and it is looked at again.
 */
public final class EvaluateCase {
    /** Rights may be this old when no human decides. */
    static final Duration AUTOMATIC_MAX_AGE = Duration.ofSeconds(60);

    /** So long a case waits for facts that are on their way, such as a VM that the inventory is about to look at. */
    static final Duration COMPLETE_WITHIN = Duration.ofSeconds(10);

    /** So long after it arrived nobody sits there and waits for a port to open; to open it then would go unattended. */
    static final Duration UNDECIDED_AT_MOST = Duration.ofHours(1);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Cases cases;
    private final Evaluations evaluations;
    private final Rights rights;
    private final Memberships memberships;
    private final Policies policies;
    private final RequestFactsOf factsOf;
    private final Conclusion conclusion;
    private final Evaluator evaluator;
    private final UnitOfWork unitOfWork;

    public EvaluateCase(
            Cases cases,
            Evaluations evaluations,
            Rights rights,
            Memberships memberships,
            Policies policies,
            RequestFactsOf factsOf,
            Evaluator evaluator,
            Conclusion conclusion,
            UnitOfWork unitOfWork) {
        this.cases = cases;
        this.evaluations = evaluations;
        this.rights = rights;
        this.memberships = memberships;
        this.policies = policies;
        this.factsOf = factsOf;
        this.evaluator = evaluator;
        this.conclusion = conclusion;
        this.unitOfWork = unitOfWork;
    }

    /** @throws RightsUnknown when Azure cannot be asked; the case stays as it is. */
    public void evaluate(CaseKey key, Instant now) {
        Optional<ApprovalCase> found = unitOfWork.doing(() -> cases.find(key));
        if (found.isPresent() && found.get() instanceof ApprovalCase.Submitted submitted) {
            judge(submitted, now);
        } else if (found.isPresent() && found.get() instanceof ApprovalCase.Pending pending) {
            conclude(pending, now);
        } else {
            unitOfWork.doing(() -> drop(key));
        }
    }

    private void judge(ApprovalCase.Submitted submitted, Instant now) {
        if (now.isAfter(submitted.since().plus(UNDECIDED_AT_MOST))) {
            end(submitted, now, () -> conclusion.lapse(submitted, now));
            return;
        }
        Optional<ApprovalPolicy> policy = policies.version(submitted.policyVersion());
        if (policy.isEmpty()) {
            end(submitted, now, () -> conclusion.deny(evaluator.unreadable(submitted), now));
        } else {
            judge(submitted, policy.get(), now);
        }
    }

    private void end(ApprovalCase.Submitted submitted, Instant now, Runnable ending) {
        unitOfWork.doing(() -> {
            if (!isUnchanged(submitted)) {
                return again(submitted.key(), now);
            }
            ending.run();
            return drop(submitted.key());
        });
    }

    private void judge(ApprovalCase.Submitted submitted, ApprovalPolicy policy, Instant now) {
        boolean early = now.isBefore(submitted.since().plus(COMPLETE_WITHIN));
        Map<VmId, Entitlements> read = read(submitted.wish(), AUTOMATIC_MAX_AGE, now);
        Optional<RequestFacts> facts = factsOf.of(submitted.wish(), policy, early, now);
        Optional<Evaluated> evaluated =
                facts.map(known -> conclusion.signed(evaluator.judge(submitted, read, policy, known, now), now));
        unitOfWork.doing(() -> {
            if (facts.isEmpty() || evaluated.isEmpty()) {
                return again(submitted.key(), now.plus(LOOK_AGAIN));
            }
            if (!isUnchanged(submitted)) {
                return again(submitted.key(), now);
            }
            cases.keepFacts(submitted.key(), facts.get());
            conclusion.of(submitted, evaluated.get(), policy, now);
            return drop(submitted.key());
        });
    }

    private void conclude(ApprovalCase.Pending pending, Instant now) {
        ApprovalPolicy today = policies.current();
        ApprovalPolicy policy = policies.version(pending.need().policyVersion()).orElse(today);
        Humans humans = Humans.of(policy, today);
        if (!pending.hasEnough(humans)) {
            unitOfWork.doing(() -> isUnchanged(pending) ? drop(pending.key()) : again(pending.key(), now));
            return;
        }
        Map<PersonId, Set<String>> directory = new HashMap<>();
        Recheck.due(pending, humans, now)
                .forEach(person -> directory.put(person, memberships.given(person, Duration.ZERO, now)));
        Map<VmId, Entitlements> read = read(pending.wish(), Duration.ZERO, now);
        Recheck recheck = Recheck.of(pending, directory);
        Evaluated agreed = evaluator.conclude(recheck.next(), read, humans, now);
        Optional<Evaluated> evaluated =
                unlessForbidden(agreed, recheck.next(), policy, now).map(each -> conclusion.signed(each, now));
        unitOfWork.doing(() -> {
            if (!isUnchanged(pending)) {
                return again(pending.key(), now);
            }
            if (evaluated.isEmpty()) {
                return again(pending.key(), now.plus(LOOK_AGAIN));
            }
            conclusion.of(recheck, now);
            conclusion.of(recheck.next(), evaluated.get(), policy, now);
            return drop(pending.key());
        });
    }

    /** Rules may go by the hour, by groups and by what a VM is, and people may have taken long. Empty while facts are on their way. */
    private Optional<Evaluated> unlessForbidden(
            Evaluated evaluated, ApprovalCase.Pending pending, ApprovalPolicy policy, Instant now) {
        if (!(evaluated instanceof Evaluated.Approves agreed)) {
            return Optional.of(evaluated);
        }
        AccessTerms terms = Objects.requireNonNull(agreed.next().terms());
        boolean early = pending.decisions().stream()
                .anyMatch(said -> now.isBefore(said.at().plus(COMPLETE_WITHIN)));
        return factsOf.of(pending.wish(), terms, policy, early, now)
                .map(facts -> evaluator.unlessForbidden(agreed, pending, policy, facts));
    }

    private Map<VmId, Entitlements> read(Wish wish, Duration maxAge, Instant now) {
        Map<VmId, Entitlements> read = new HashMap<>();
        for (Target target : wish.asked().targets()) {
            read.put(target.vm(), rights.of(wish.requester(), target.vm(), maxAge, now));
        }
        return read;
    }

    private boolean isUnchanged(ApprovalCase open) {
        return cases.hold(open.key()).equals(Optional.of(open));
    }

    private CaseKey again(CaseKey key, Instant at) {
        evaluations.schedule(key, at);
        return key;
    }

    private CaseKey drop(CaseKey key) {
        evaluations.drop(key);
        return key;
    }
}
