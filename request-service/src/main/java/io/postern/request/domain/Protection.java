package io.postern.request.domain;

import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Protects a VM with the default JIT policy of its resource group and region: management ports, from anywhere. */
public record Protection(Duration longest) {
    private static final int[] MANAGEMENT_PORTS = {22, 3389, 5985, 5986};

    /** What protecting one VM came to. */
    public sealed interface Outcome {
        record Changed(PolicyChanged event) implements Outcome {}

        record AlreadyProtected() implements Outcome {}

        record Refused(String sentence) implements Outcome {}
    }

    public Protection {
        if (longest.isNegative() || longest.isZero() || longest.compareTo(Limits.LONGEST) > 0) {
            throw new IllegalArgumentException("a policy allows more than nothing and at most a day");
        }
    }

    private static String policyOf(KnownVm vm) {
        return "/subscriptions/" + vm.vm().subscription() + "/resourceGroups/"
                + vm.vm().resourceGroup() + "/providers/Microsoft.Security/locations/" + vm.location()
                + "/jitNetworkAccessPolicies/default";
    }

    /** Decides over one VM as it stands. */
    public Outcome protect(Optional<KnownVm> found, PersonId by) {
        if (found.isEmpty()) {
            return new Outcome.Refused("No such VM is known here.");
        }
        KnownVm vm = found.get();
        if (!vm.ports().isEmpty()) {
            return new Outcome.AlreadyProtected();
        }
        if (vm.status() == JitStatus.UNSUPPORTED) {
            return new Outcome.Refused("This VM cannot be protected: "
                    + Optional.ofNullable(vm.statusReason()).orElse("its network is not supported") + ".");
        }
        return new Outcome.Changed(new PolicyChanged(policyOf(vm), vm.vm(), defaults(), null, by));
    }

    private List<PortLimit> defaults() {
        return IntStream.of(MANAGEMENT_PORTS)
                .mapToObj(port -> new PortAccess(new Port(port), Protocol.ANY))
                .map(access -> new PortLimit(access, List.of("*"), longest))
                .toList();
    }
}
