package io.postern.approval.app;

import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.CaseKey;
import io.postern.approval.domain.Ending;
import io.postern.approval.domain.Extending;
import io.postern.approval.domain.Wish;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.policy.ApprovalPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes up what somebody asked for, under the policy that holds now; it is judged at once, or looked at right after. */
public final class OpenCase {
    private final Cases cases;
    private final Evaluations evaluations;
    private final Policies policies;
    private final JudgeAtOnce judgeAtOnce;
    private final Facts facts;
    private final UnitOfWork unitOfWork;
    private final Runnable wakeEvaluation;

    public OpenCase(
            Cases cases,
            Evaluations evaluations,
            Policies policies,
            JudgeAtOnce judgeAtOnce,
            Facts facts,
            UnitOfWork unitOfWork,
            Runnable wakeEvaluation) {
        this.cases = cases;
        this.evaluations = evaluations;
        this.policies = policies;
        this.judgeAtOnce = judgeAtOnce;
        this.facts = facts;
        this.unitOfWork = unitOfWork;
        this.wakeEvaluation = wakeEvaluation;
    }

    public void open(RequestSubmitted request, Instant now) {
        String version = policies.current().version();
        unitOfWork.doing(() -> open(new ApprovalCase.Submitted(Wish.of(request), version, now), now));
    }

    public void extend(ExtensionRequested extension, Instant now) {
        ApprovalPolicy policy = policies.current();
        unitOfWork.doing(() -> extend(extension, policy, now));
    }

    private CaseKey extend(ExtensionRequested extension, ApprovalPolicy policy, Instant now) {
        CaseKey key = new CaseKey(extension.requestId(), extension.number());
        List<ApprovalCase> soFar = cases.of(extension.requestId());
        if (soFar.isEmpty()) {
            facts.append(unknown(extension, policy));
            return key;
        }
        Extending extending = new Extending(soFar, extension);
        if (extending.isKnown()) {
            return key;
        }
        var submitted = new ApprovalCase.Submitted(extending.wish(), policy.version(), now);
        Optional<Denied> objection = extending.objection(policy.extensionsAtMost(), policy.version());
        if (objection.isEmpty()) {
            return open(submitted, now);
        }
        cases.add(submitted);
        cases.advance(submitted.settle(Ending.DENIED), now);
        facts.append(objection.get());
        return key;
    }

    private CaseKey open(ApprovalCase.Submitted submitted, Instant now) {
        if (cases.add(submitted) && !judgeAtOnce.judge(submitted, now)) {
            evaluations.schedule(submitted.key(), now);
            unitOfWork.afterwards(wakeEvaluation);
        }
        return submitted.key();
    }

    private static Denied unknown(ExtensionRequested extension, ApprovalPolicy policy) {
        return new Denied(
                extension.requestId(),
                "not-open",
                "Only access that was given can be extended.",
                List.of(),
                "extensions",
                policy.version(),
                extension.number());
    }
}
