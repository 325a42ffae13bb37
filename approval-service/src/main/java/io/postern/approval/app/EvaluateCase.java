package io.postern.approval.app;

import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.Evaluated;
import io.postern.approval.domain.Evaluator;
import io.postern.approval.domain.rbac.Entitlements;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at a case that is due: reads the requester's rights outside of any transaction, then decides and tells under
 * the held case. When the case changed in between, what was read does not count and it is looked at again.
 */
public final class EvaluateCase {
    /** Rights may be this old when no human decides. */
    static final Duration AUTOMATIC_MAX_AGE = Duration.ofSeconds(60);

    private final Cases cases;
    private final Evaluations evaluations;
    private final Rights rights;
    private final Evaluator evaluator;
    private final ApprovalSigner signer;
    private final Facts facts;
    private final UnitOfWork unitOfWork;

    public EvaluateCase(
            Cases cases,
            Evaluations evaluations,
            Rights rights,
            Evaluator evaluator,
            ApprovalSigner signer,
            Facts facts,
            UnitOfWork unitOfWork) {
        this.cases = cases;
        this.evaluations = evaluations;
        this.rights = rights;
        this.evaluator = evaluator;
        this.signer = signer;
        this.facts = facts;
        this.unitOfWork = unitOfWork;
    }

    /** @throws RightsUnknown when Azure cannot be asked; the case stays as it is. */
    public void evaluate(RequestId request, Instant now) {
        Optional<ApprovalCase> found = unitOfWork.doing(() -> cases.find(request));
        if (found.isPresent() && found.get() instanceof ApprovalCase.Open open) {
            Map<VmId, Entitlements> read = read(open, now);
            unitOfWork.doing(() -> conclude(open, read, now));
        } else {
            unitOfWork.doing(() -> drop(request));
        }
    }

    private Map<VmId, Entitlements> read(ApprovalCase.Open open, Instant now) {
        Duration maxAge = switch (open) {
            case ApprovalCase.Submitted _ -> AUTOMATIC_MAX_AGE;
            case ApprovalCase.Pending _ -> Duration.ZERO;
        };
        Map<VmId, Entitlements> read = new HashMap<>();
        for (Target target : open.request().targets()) {
            read.put(target.vm(), rights.of(open.request().requester(), target.vm(), maxAge, now));
        }
        return read;
    }

    private RequestId conclude(ApprovalCase.Open open, Map<VmId, Entitlements> read, Instant now) {
        RequestId request = open.request().requestId();
        if (!cases.hold(request).equals(Optional.of(open))) {
            evaluations.schedule(request, now);
            return request;
        }
        switch (evaluator.evaluate(open, read, now)) {
            case Evaluated.Approves approves -> {
                cases.advance(approves.next(), now);
                facts.append(signer.sign(approves.unsigned(), now));
            }
            case Evaluated.Denies denies -> {
                cases.advance(denies.next(), now);
                facts.append(denies.event());
            }
            case Evaluated.Asks asks -> {
                cases.advance(asks.next(), now);
                facts.append(asks.event());
            }
            case Evaluated.Waits _ -> {}
        }
        return drop(request);
    }

    private RequestId drop(RequestId request) {
        evaluations.drop(request);
        return request;
    }
}
