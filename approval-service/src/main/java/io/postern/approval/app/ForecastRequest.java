package io.postern.approval.app;

import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.Evaluated;
import io.postern.approval.domain.Evaluator;
import io.postern.approval.domain.rbac.Entitlements;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.VmId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Says what would become of a request, by the very decision that a real one gets; nothing is kept or told. */
public final class ForecastRequest {
    private final Rights rights;
    private final Evaluator evaluator;

    public ForecastRequest(Rights rights, Evaluator evaluator) {
        this.rights = rights;
        this.evaluator = evaluator;
    }

    /** @throws RightsUnknown when Azure cannot be asked */
    public Evaluated of(RequestSubmitted imagined, Instant now) {
        Map<VmId, Entitlements> read = new HashMap<>();
        for (Target target : imagined.targets()) {
            read.put(target.vm(), rights.of(imagined.requester(), target.vm(), EvaluateCase.AUTOMATIC_MAX_AGE, now));
        }
        return evaluator.evaluate(new ApprovalCase.Submitted(imagined), read, now);
    }
}
