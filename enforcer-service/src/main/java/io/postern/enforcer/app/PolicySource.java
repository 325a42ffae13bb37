package io.postern.enforcer.app;

import io.postern.contracts.id.VmId;
import io.postern.enforcer.domain.policy.PolicyAnswer;
import java.util.Optional;

/** Who knows which policy a VM is under: request-service, asked outright. */
public interface PolicySource {
    /** Does not throw: what is no answer is silence. */
    PolicyAnswer ask(VmId vm);

    /** Why nobody can be asked at all; empty when somebody can. */
    default Optional<String> impossible() {
        return Optional.empty();
    }

    /** Nobody to ask. */
    static PolicySource none(String why) {
        return new PolicySource() {
            @Override
            public PolicyAnswer ask(VmId vm) {
                return new PolicyAnswer.Silence(why);
            }

            @Override
            public Optional<String> impossible() {
                return Optional.of(why);
            }
        };
    }
}
