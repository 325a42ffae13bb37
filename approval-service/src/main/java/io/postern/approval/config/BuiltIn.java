package io.postern.approval.config;

import io.postern.approval.app.Policies;
import io.postern.policy.ApprovalPolicy;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What serves a port for which nothing better is wired. */
@Singleton
class BuiltIn {
    @Produces
    @Singleton
    @DefaultBean
    Policies policies(Settings settings) {
        Settings.Approval approval = settings.approval();
        ApprovalPolicy policy =
                new BuiltInPolicy(Set.copyOf(approval.automaticVms().orElse(List.of())), approval.approverGroup());
        return new Policies() {
            @Override
            public ApprovalPolicy current() {
                return policy;
            }

            @Override
            public Optional<ApprovalPolicy> version(String version) {
                return version.equals(policy.version()) ? Optional.of(policy) : Optional.empty();
            }
        };
    }
}
