package io.postern.request.app;

import io.postern.request.domain.JitPolicy;
import io.postern.request.domain.PolicyId;
import java.util.List;
import java.util.Optional;

/** A page of policies; {@code next} is where the following one begins after, if there is one. */
public record PolicyPage(List<JitPolicy> policies, Optional<PolicyId> next) {
    public PolicyPage {
        policies = List.copyOf(policies);
    }
}
