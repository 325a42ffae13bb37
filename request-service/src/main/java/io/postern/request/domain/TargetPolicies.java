package io.postern.request.domain;

import io.postern.contracts.net.Port;
import java.util.Optional;
import java.util.stream.Collectors;

/** Policies on what is to be reached. */
final class TargetPolicies {
    private TargetPolicies() {}

    static Optional<Refusal> knownVms(Proposal proposal) {
        return proposal.submission().targets().stream()
                .filter(wanted -> proposal.vm(wanted.vm()).isEmpty())
                .findFirst()
                .map(wanted -> new Refusal(
                        Reason.UNKNOWN_VM,
                        "No VM " + wanted.vm() + " is known here; GET /api/v1/virtual-machines lists those that are."));
    }

    static Optional<Refusal> protectedVms(Proposal proposal) {
        return proposal.submission().targets().stream()
                .flatMap(wanted -> proposal.vm(wanted.vm()).stream())
                .filter(vm -> vm.ports().isEmpty())
                .findFirst()
                .map(vm -> new Refusal(
                        Reason.VM_NOT_PROTECTED,
                        "VM " + vm.vm().name() + " has no JIT policy; somebody who may configure has to protect it"
                                + " first."));
    }

    static Optional<Refusal> offeredPorts(Proposal proposal) {
        for (Submission.Wanted wanted : proposal.submission().targets()) {
            for (Port port : wanted.ports()) {
                Optional<KnownVm> unoffering =
                        proposal.vm(wanted.vm()).filter(vm -> vm.limitsOf(port).isEmpty());
                if (unoffering.isPresent()) {
                    return Optional.of(refusal(unoffering.get(), port));
                }
            }
        }
        return Optional.empty();
    }

    private static Refusal refusal(KnownVm vm, Port port) {
        String offered = vm.ports().stream()
                .map(limit -> limit.access().port())
                .distinct()
                .sorted()
                .map(each -> String.valueOf(each.number()))
                .collect(Collectors.joining(", "));
        return new Refusal(
                Reason.PORT_NOT_OFFERED,
                "The JIT policy of VM " + vm.vm().name() + " does not offer port " + port.number() + "; it offers "
                        + offered + ".");
    }
}
