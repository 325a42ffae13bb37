package io.postern.request.domain;

import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.net.Port;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Policies on what is to be reached. */
final class TargetPolicies {
    private TargetPolicies() {}

    static List<Refusal> knownVms(Proposal proposal) {
        return proposal.submission().targets().stream()
                .filter(wanted -> proposal.vm(wanted.vm()).isEmpty())
                .map(wanted -> new Refusal(
                        Reason.UNKNOWN_VM,
                        "No VM " + wanted.vm() + " is known here; GET /api/v1/virtual-machines lists those that are."))
                .toList();
    }

    static List<Refusal> protectedVms(Proposal proposal) {
        return proposal.submission().targets().stream()
                .flatMap(wanted -> proposal.vm(wanted.vm()).stream())
                .filter(vm -> vm.ports().isEmpty())
                .map(vm -> new Refusal(
                        Reason.VM_NOT_PROTECTED,
                        "VM " + vm.vm().name() + " has no JIT policy; somebody who may configure has to protect it"
                                + " first."))
                .toList();
    }

    static List<Refusal> supportedVms(Proposal proposal) {
        return proposal.covered()
                .filter(vm -> vm.status() == JitStatus.UNSUPPORTED)
                .map(vm -> new Refusal(
                        Reason.VM_UNSUPPORTED,
                        "VM " + vm.vm().name() + " cannot be opened: "
                                + Optional.ofNullable(vm.statusReason()).orElse("its network is not supported") + "."))
                .toList();
    }

    static List<Refusal> offeredPorts(Proposal proposal) {
        return proposal.submission().targets().stream()
                .flatMap(wanted -> proposal.vm(wanted.vm()).stream()
                        .filter(vm -> !vm.ports().isEmpty())
                        .flatMap(vm -> wanted.ports().stream()
                                .filter(port -> vm.limitsOf(port).isEmpty())
                                .map(port -> refusal(vm, port))))
                .toList();
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
