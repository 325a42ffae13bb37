package io.postern.enforcer.domain.inventory;

import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.Guard;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.event.VmAssessed.Posture;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.boundary.KnownMachines;
import io.postern.enforcer.domain.boundary.Machine;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.NsgFilter;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.enforcer.domain.posture.ObservedFirewall;
import io.postern.enforcer.domain.posture.Surroundings;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges whether just-in-time access holds on a VM, from what its boundaries really do, and what guards it anyway. */
public final class Assessment {
    private final String instance;

    public Assessment(String instance) {
        this.instance = instance;
    }

    /** What one look at Azure showed, for {@link #of}. */
    public Surroundings among(Collection<ObservedNsg> nsgs, Collection<ObservedFirewall> firewalls) {
        return new Surroundings(nsgs, firewalls, this::isForeign);
    }

    public VmAssessed of(Snapshot vm, List<PortAccess> protectedPorts, Surroundings seen) {
        Posture posture = posture(vm, seen);
        Optional<Obstacle> unsupported = vm.unsupported();
        if (unsupported.isPresent()) {
            return judged(vm, JitStatus.UNSUPPORTED, unsupported.get(), posture);
        }
        // NB. before a bypass: by this reason the record knows that there may be boundaries nobody sees
        Optional<Obstacle> hidden = hiddenSubnets(vm);
        if (hidden.isPresent()) {
            return judged(vm, JitStatus.NOT_CONFIGURED, hidden.get(), posture);
        }
        Optional<Obstacle> bypass = bypass(vm, protectedPorts, seen);
        if (bypass.isPresent()) {
            return judged(vm, JitStatus.BYPASSED, bypass.get(), posture);
        }
        Optional<Obstacle> doubt = hiddenNsg(vm, seen).or(() -> pending(vm, protectedPorts, seen));
        return judged(
                vm,
                doubt.isPresent() || protectedPorts.isEmpty() ? JitStatus.NOT_CONFIGURED : JitStatus.PROTECTED,
                doubt.orElse(null),
                posture);
    }

    /** A foreign rule that opens a protected port before the baseline, whatever the other boundaries do. */
    private Optional<Obstacle> bypass(Snapshot vm, List<PortAccess> protectedPorts, Surroundings seen) {
        if (protectedPorts.isEmpty()) {
            return Optional.empty();
        }
        return boundaries(vm, seen)
                .flatMap(nsg -> opener(seen.filter(nsg), vm.behind(nsg.id(), protectedPorts))
                        .map(rule -> new Obstacle(
                                "ForeignAllow",
                                "Rule " + rule.name() + " of NSG " + nsg.id().name() + " (priority " + rule.priority()
                                        + ") lets protected ports be reached without a request; remove it, narrow it, or"
                                        + " give it a priority that leaves room for a baseline before it."))
                        .stream())
                .findFirst();
    }

    private Optional<SecurityRule> opener(NsgFilter nsg, Machine vm) {
        KnownMachines around = new KnownMachines(List.of(vm));
        return vm.denies(instance).stream()
                .flatMap(deny -> nsg.opener(deny.shape(), around, this::isForeign, _ -> true).stream())
                .min(Comparator.comparingInt(SecurityRule::priority));
    }

    /** Whether baselines of ours keep the protected ports shut, and nothing foreign opens them before. */
    private boolean isShut(NsgFilter nsg, Machine vm) {
        KnownMachines around = new KnownMachines(List.of(vm));
        return vm.denies(instance).stream().allMatch(deny -> nsg.denies(deny.shape(), around, this::isBaseline))
                && opener(nsg, vm).isEmpty();
    }

    private static Optional<Obstacle> hiddenNsg(Snapshot vm, Surroundings seen) {
        return vm.nsgs().stream()
                .filter(nsg -> seen.nsg(nsg).isEmpty())
                .min((one, other) -> one.key().compareTo(other.key()))
                .map(
                        nsg -> new Obstacle(
                                Obstacle.NSG_NOT_READABLE,
                                "NSG " + nsg.name() + " of resource group " + nsg.resourceGroup()
                                        + " cannot be read; give the enforcer Microsoft.Network/networkSecurityGroups/read on it."));
    }

    private static Optional<Obstacle> hiddenSubnets(Snapshot vm) {
        return vm.unread().contains(Unread.SUBNETS)
                ? Optional.of(new Obstacle(
                        Obstacle.NSG_NOT_READABLE,
                        "The virtual networks cannot be read, so nobody knows which NSG stands before the subnet; give"
                                + " the enforcer Microsoft.Network/virtualNetworks/read."))
                : Optional.empty();
    }

    private Optional<Obstacle> pending(Snapshot vm, List<PortAccess> protectedPorts, Surroundings seen) {
        if (protectedPorts.isEmpty()) {
            return Optional.empty();
        }
        Optional<NetworkInterface> bare = vm.bare();
        if (bare.isPresent()) {
            return Optional.of(new Obstacle(
                    "BaselinePending",
                    "Only a firewall guards network interface " + Snapshot.name(bare.get())
                            + ", and no baseline is written there; attach an NSG to the interface or to its subnet."));
        }
        return boundaries(vm, seen)
                .filter(nsg -> !isShut(seen.filter(nsg), vm.behind(nsg.id(), protectedPorts)))
                .map(
                        nsg -> new Obstacle(
                                "BaselinePending",
                                "The baseline in NSG " + nsg.id().name()
                                        + " is not there yet; if that does not change within two minutes, look at the findings."))
                .findFirst();
    }

    private static Stream<ObservedNsg> boundaries(Snapshot vm, Surroundings seen) {
        return vm.nsgs().stream()
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .flatMap(nsg -> seen.nsg(nsg).stream());
    }

    private static @Nullable Posture posture(Snapshot vm, Surroundings seen) {
        RouteFirewall firewall = vm.firewall();
        String id = firewall == null ? null : firewall.id();
        if (vm.interfaces().isEmpty()) {
            return new Posture(Guard.NONE, id, List.of());
        }
        if (vm.bare().isEmpty()) {
            return posture(Guard.NSG, firewall, ports(vm, seen::open));
        }
        if (firewall == null) {
            return vm.unread().contains(Unread.SUBNETS) ? null : new Posture(Guard.NONE, null, List.of());
        }
        return firewall.ruledByPolicy()
                ? new Posture(Guard.FIREWALL_POLICY, id, List.of())
                : posture(
                        Guard.FIREWALL,
                        firewall,
                        ports(vm, nic -> nic.nsgs().isEmpty() ? seen.openThrough(firewall.id(), nic) : seen.open(nic)));
    }

    private static Posture posture(Guard guard, @Nullable RouteFirewall firewall, List<Integer> open) {
        return firewall == null
                ? new Posture(guard, null, open)
                : new Posture(guard, firewall.id(), open, firewall.address(), firewall.subnets());
    }

    private static List<Integer> ports(Snapshot vm, java.util.function.Function<NetworkInterface, List<Integer>> open) {
        return vm.interfaces().stream()
                .flatMap(nic -> open.apply(nic).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** A baseline of ours denies: an allow that bears the name of one is somebody else's. */
    private boolean isForeign(SecurityRule rule) {
        return RuleName.parse(instance, rule.name())
                .filter(name -> !(name instanceof RuleName.Baseline) || rule.access() == Access.DENY)
                .isEmpty();
    }

    private boolean isBaseline(SecurityRule rule) {
        return RuleName.parse(instance, rule.name())
                .filter(RuleName.Baseline.class::isInstance)
                .isPresent();
    }

    private static VmAssessed judged(
            Snapshot vm, JitStatus status, @Nullable Obstacle because, @Nullable Posture posture) {
        return new VmAssessed(
                vm.vm(),
                vm.location(),
                vm.os(),
                vm.interfaces(),
                status,
                because == null ? null : because.reason(),
                because == null ? null : because.detail(),
                posture,
                vm.tags());
    }
}
