package io.postern.request.domain;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A submission beside what is known when it is decided: what policies judge. */
record Proposal(Submission submission, Map<VmId, KnownVm> vms, Limits limits, Instant now) {
    Caller caller() {
        return submission.caller();
    }

    /** The sources named, or the caller's own address; empty when that is unclear. */
    List<Cidr> sources() {
        return submission.sources().isEmpty()
                ? SourceAddress.ofCaller(submission.callerAddress(), limits.sourceMap()).stream()
                        .toList()
                : submission.sources();
    }

    /** The stretch asked for; empty when there are two ends, none, or one that is over. */
    Optional<Duration> length() {
        return submission.length(now);
    }

    /** The VMs asked for that a JIT policy covers. */
    Stream<KnownVm> covered() {
        return submission.targets().stream()
                .flatMap(wanted -> vm(wanted.vm()).stream())
                .filter(vm -> !vm.ports().isEmpty());
    }

    Stream<AccessConditions> demands() {
        return covered().map(KnownVm::conditions);
    }

    /** What is to be judged by: with no policy in play, what holds where a policy says nothing. */
    Stream<AccessConditions> conditions() {
        List<AccessConditions> demanded = demands().toList();
        return demanded.isEmpty() ? Stream.of(AccessConditions.DEFAULT) : demanded.stream();
    }

    Optional<KnownVm> vm(VmId id) {
        return Optional.ofNullable(vms.get(id));
    }

    /** Everything that JIT policies say about the ports asked for. */
    Stream<PortLimit> limitsInPlay() {
        return submission.targets().stream().flatMap(this::limitsOf);
    }

    /** The longest stretch that all of them allow; empty when there are none. */
    Optional<Duration> longest() {
        return limitsInPlay().map(PortLimit::maxDuration).min(Comparator.naturalOrder());
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
