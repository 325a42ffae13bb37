package io.postern.approval.app;

import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.Evaluated;
import io.postern.approval.domain.Evaluator;
import io.postern.approval.domain.Wish;
import io.postern.approval.domain.rbac.Entitlements;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.VmId;
import io.postern.policy.ApprovalPolicy;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Says what would become of a request, by the very decision that a real one gets; nothing is kept or told. */
public final class ForecastRequest {
    private final Rights rights;
    private final Policies policies;
    private final RequestFactsOf factsOf;
    private final BreakGlass breakGlass;
    private final Evaluator evaluator;

    public ForecastRequest(
            Rights rights, Policies policies, RequestFactsOf factsOf, BreakGlass breakGlass, Evaluator evaluator) {
        this.rights = rights;
        this.policies = policies;
        this.factsOf = factsOf;
        this.breakGlass = breakGlass;
        this.evaluator = evaluator;
    }

    /** @throws RightsUnknown when Azure cannot be asked */
    public Evaluated of(RequestSubmitted imagined, Instant now) {
        Map<VmId, Entitlements> read = new HashMap<>();
        for (Target target : imagined.targets()) {
            read.put(target.vm(), rights.of(imagined.requester(), target.vm(), EvaluateCase.AUTOMATIC_MAX_AGE, now));
        }
        ApprovalPolicy policy = policies.current();
        var submitted = new ApprovalCase.Submitted(Wish.of(imagined), policy.version(), now);
        var facts = factsOf.of(submitted.wish(), policy, false, now).orElseThrow();
        Evaluated evaluated = evaluator.judge(submitted, read, policy, facts, now);
        return evaluated instanceof Evaluated.BreaksGlass emergency
                        && breakGlass.foresee(imagined, emergency.ruling(), policy, now)
                                instanceof Admission.Refused(String reason, String detail)
                ? evaluator.refuse(emergency, submitted, reason, detail)
                : evaluated;
    }

    /** What today's policy calls a group. */
    public String groupName(String id) {
        return policies.current().groupName(id);
    }
}
