package io.postern.request.domain;

import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.event.PolicyChanged.ProtectedVm;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Protects a VM with the default JIT policy of its resource group and region: management ports, from anywhere. */
public record Protection(Duration longest) {
    private static final int[] MANAGEMENT_PORTS = {22, 3389, 5985, 5986};

    /** A policy travels in one event, and events are small. */
    private static final int MOST_VMS = 40;

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

    /** The id of the policy that covers a VM by default. */
    public static String policyOf(KnownVm vm) {
        return "/subscriptions/" + vm.vm().subscription() + "/resourceGroups/"
                + vm.vm().resourceGroup() + "/providers/Microsoft.Security/locations/" + vm.location()
                + "/jitNetworkAccessPolicies/default";
    }

    /** Adds a VM to a policy as it stands ({@code current} is empty for a new one). */
    public Outcome protect(Optional<KnownVm> found, List<ProtectedVm> current, PersonId by) {
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
        if (current.size() >= MOST_VMS) {
            return new Outcome.Refused("The policy holds " + MOST_VMS + " VMs already, which is the most.");
        }
        List<ProtectedVm> vms = new ArrayList<>(current);
        vms.add(new ProtectedVm(vm.vm(), defaults()));
        return new Outcome.Changed(new PolicyChanged(policyOf(vm), vms, by));
    }

    private List<PortLimit> defaults() {
        return IntStream.of(MANAGEMENT_PORTS)
                .mapToObj(port -> new PortAccess(new Port(port), Protocol.ANY))
                .map(access -> new PortLimit(access, List.of("*"), longest))
                .toList();
    }
}
