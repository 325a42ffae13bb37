package io.postern.enforcer.app;

import io.postern.contracts.id.VmId;
import io.postern.enforcer.domain.policy.PolicyAnswer;
import java.util.ArrayList;
import java.util.List;

/** A request-service that answers as it is told, and may be interrupted while it does. */
public final class PolicyService implements PolicySource {
    public final List<VmId> asked = new ArrayList<>();
    public PolicyAnswer answer = new PolicyAnswer.Silence("nobody home");
    public Runnable meanwhile = () -> {};

    @Override
    public PolicyAnswer ask(VmId vm) {
        asked.add(vm);
        PolicyAnswer said = answer;
        meanwhile.run();
        return said;
    }
}
