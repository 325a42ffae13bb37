package io.postern.request.domain;

import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A submission beside what is known when it is decided: what policies judge. */
record Proposal(Submission submission, Map<VmId, KnownVm> vms, Limits limits, Instant now) {
    /** The sources named, or the caller's own address; empty when that is no public one. */
    List<Cidr> sources() {
        return submission.sources().isEmpty()
                ? SourceAddress.ofCaller(submission.callerAddress(), limits.sourceMap()).stream()
                        .toList()
                : submission.sources();
    }

    Duration length() {
        return submission.length(now);
    }

    Optional<KnownVm> vm(VmId id) {
        return Optional.ofNullable(vms.get(id));
    }

    /** Everything that JIT policies say about the ports asked for. */
    Stream<PortLimit> limitsInPlay() {
        return submission.targets().stream().flatMap(this::limitsOf);
    }

    List<Target> targets() {
        return submission.targets().stream()
                .map(wanted -> new Target(
                        vm(wanted.vm()).map(KnownVm::vm).orElse(wanted.vm()),
                        limitsOf(wanted).map(PortLimit::access).distinct().toList()))
                .toList();
    }

    private Stream<PortLimit> limitsOf(Submission.Wanted wanted) {
        return vm(wanted.vm()).stream()
                .flatMap(vm -> wanted.ports().stream().flatMap(port -> vm.limitsOf(port).stream()));
    }
}
