package io.postern.simulation.oracle;

import io.postern.contracts.event.Approved;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.simulation.azure.Change;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * G2 four eyes: whatever is opened was approved by somebody who did not ask for it, and nobody counts twice, however genuine
 * the signature is. How many a policy asks for is approval-service's to count: the enforcer does not know it.
 */
public final class FourEyes extends Judge {
    private final Scene scene;

    public FourEyes(Scene scene) {
        this.scene = scene;
    }

    @Override
    public void changed(Change change) {
        SecurityRule rule = change.after();
        Optional<RuleName.Opening> name = Scene.opening(change.name());
        if (rule == null || name.isEmpty() || !Scene.isOurs(change.by()) || rule.access() == Access.DENY) {
            return;
        }
        Optional<RequestId> request = scene.database()
                .grants
                .find(name.get().grant().value())
                .map(Grant::terms)
                .map(terms -> terms.request());
        List<Approved> approvals =
                scene.log().covering(rule, name.get().end(), scene.kernel().now(), scene::addresses).stream()
                        .map(PeoplesLog.Approval::approved)
                        .filter(approved -> request.isEmpty() || request.get().equals(approved.requestId()))
                        .toList();
        if (!approvals.isEmpty() && approvals.stream().noneMatch(FourEyes::hold)) {
            throw new Violation("G2", rule.name() + " is opened, and nobody else approved it: " + approvals.getFirst());
        }
    }

    private static boolean hold(Approved approved) {
        return !approved.approvers().isEmpty()
                && !approved.approvers().contains(approved.requester())
                && new HashSet<>(approved.approvers()).size()
                        == approved.approvers().size();
    }
}
