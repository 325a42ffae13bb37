package io.postern.request.domain;

import io.postern.contracts.id.VmId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What a decision over a submission rests on: the JIT policies in play, and the longest stretch that they allow. */
public record Basis(List<Covered> policies, Duration longest) {
    public Basis {
        policies = List.copyOf(policies);
    }

    /** A VM with the policy that covers it. */
    public record Covered(VmId vm, String policy, long version) {}

    static Basis of(Proposal proposal) {
        return new Basis(
                proposal.covered().flatMap(Basis::covered).toList(),
                proposal.longest().orElse(Limits.LONGEST));
    }

    private static Stream<Covered> covered(KnownVm vm) {
        PolicyId policy = vm.policy();
        return policy == null ? Stream.empty() : Stream.of(new Covered(vm.vm(), policy.value(), vm.policyVersion()));
    }
}
