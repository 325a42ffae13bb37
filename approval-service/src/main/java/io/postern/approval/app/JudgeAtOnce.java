package io.postern.approval.app;

import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.CaseKey;
import io.postern.approval.domain.Evaluated;
import io.postern.approval.domain.Evaluator;
import io.postern.approval.domain.rbac.Entitlements;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.VmId;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.RequestFacts;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Judges a case in the very unit of work that took it up, when everything that this takes is at hand: nobody is waited for
 * there. What fails here fails once: the next attempt leaves the case to those who can try again without holding up others.
 */
public final class JudgeAtOnce {
    private final Cases cases;
    private final Rights rights;
    private final Policies policies;
    private final RequestFactsOf factsOf;
    private final Evaluator evaluator;
    private final ApprovalSigner signer;
    private final Conclusion conclusion;
    private final Set<CaseKey> failed = ConcurrentHashMap.newKeySet();

    public JudgeAtOnce(
            Cases cases,
            Rights rights,
            Memberships memberships,
            KnownVms vms,
            Policies policies,
            Evaluator evaluator,
            ApprovalSigner signer,
            Conclusion conclusion) {
        this.cases = cases;
        this.rights = rights;
        this.policies = policies;
        this.factsOf = new RequestFactsOf(
                vms,
                (person, maxAge, now) -> memberships
                        .known(person, maxAge, now)
                        .orElseThrow(
                                () -> new RightsUnknown("the groups are not at hand", new IllegalStateException())));
        this.evaluator = evaluator;
        this.signer = signer;
        this.conclusion = conclusion;
    }

    /** Whether the case was judged; if not, nothing was done. Part of the unit of work under way. */
    boolean judge(ApprovalCase.Submitted submitted, Instant now) {
        if (failed.remove(submitted.key())) {
            return false;
        }
        try {
            return judgeIfAtHand(submitted, now);
        } catch (RuntimeException | Error e) {
            failed.add(submitted.key());
            throw e;
        }
    }

    private boolean judgeIfAtHand(ApprovalCase.Submitted submitted, Instant now) {
        Optional<Map<VmId, Entitlements>> known = known(submitted, now);
        if (known.isEmpty()) {
            return false;
        }
        Optional<ApprovalPolicy> written = policies.version(submitted.policyVersion());
        if (written.isEmpty()) {
            return false;
        }
        ApprovalPolicy policy = written.get();
        Optional<RequestFacts> facts = factsOf.of(submitted.wish(), policy, true, now);
        if (facts.isEmpty()) {
            return false;
        }
        Evaluated evaluated = evaluator.judge(submitted, known.get(), policy, facts.get(), now);
        if (!isAtHand(evaluated)) {
            return false;
        }
        cases.keepFacts(submitted.key(), facts.get());
        conclusion.of(submitted, conclusion.signed(evaluated, now), policy, now);
        return true;
    }

    private Optional<Map<VmId, Entitlements>> known(ApprovalCase.Submitted submitted, Instant now) {
        Map<VmId, Entitlements> known = new HashMap<>();
        for (Target target : submitted.wish().asked().targets()) {
            rights.known(submitted.wish().requester(), target.vm(), EvaluateCase.AUTOMATIC_MAX_AGE, now)
                    .ifPresent(held -> known.put(target.vm(), held));
        }
        boolean all = submitted.wish().asked().targets().stream().allMatch(target -> known.containsKey(target.vm()));
        return all ? Optional.of(known) : Optional.empty();
    }

    private boolean isAtHand(Evaluated evaluated) {
        return switch (evaluated) {
            case Evaluated.Approves _ -> signer.isAtHand();
            case Evaluated.Denies _, Evaluated.Asks _, Evaluated.Waits _ -> true;
            case Evaluated.BreaksGlass _ -> false;
        };
    }
}
