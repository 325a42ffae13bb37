package io.postern.request.domain;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Protects a VM with the default JIT policy of its resource group and region: management ports, from anywhere. */
public record Protection(Duration longest) {
    private static final int[] ALL_PORTS = {22, 3389, 5985, 5986};

    /** Which of the management ports. */
    public enum Extent {
        /** Those that the operating system listens on. */
        BY_SYSTEM,
        ALL
    }

    /** What protecting one VM came to. */
    public sealed interface Outcome {
        record Protected(PolicyId policy, VmPolicy vm) implements Outcome {}

        record AlreadyProtected() implements Outcome {}

        record Refused(String sentence) implements Outcome {}
    }

    public Protection {
        if (longest.isNegative() || longest.isZero() || longest.compareTo(Limits.LONGEST) > 0) {
            throw new IllegalArgumentException("a policy allows more than nothing and at most a day");
        }
    }

    /** What a policy offers where nobody says which ports. */
    public List<PortLimit> defaults() {
        return limits(ALL_PORTS);
    }

    /** Decides over one VM as it stands. */
    public Outcome protect(Optional<KnownVm> found, Extent extent) {
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
        PolicyId policy = PolicyId.defaultOf(vm.vm(), vm.location());
        List<PortLimit> ports = extent == Extent.ALL ? defaults() : limits(portsOf(vm.os()));
        VmPolicy wanted = new VmPolicy(vm.vm(), ports, AccessConditions.DEFAULT, null);
        return PolicyRules.flaws(policy, wanted).stream()
                .findFirst()
                .<Outcome>map(flaw -> new Outcome.Refused(flaw.sentence()))
                .orElseGet(() -> new Outcome.Protected(policy, wanted));
    }

    private static int[] portsOf(String os) {
        return switch (os.toLowerCase(Locale.ROOT)) {
            case "linux" -> new int[] {22};
            case "windows" -> new int[] {3389, 5985, 5986};
            default -> ALL_PORTS;
        };
    }

    private List<PortLimit> limits(int[] ports) {
        return IntStream.of(ports)
                .mapToObj(port -> new PortAccess(new Port(port), Protocol.ANY))
                .map(access -> new PortLimit(access, List.of("*"), longest))
                .toList();
    }
}
