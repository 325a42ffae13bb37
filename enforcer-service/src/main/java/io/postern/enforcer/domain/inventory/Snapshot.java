package io.postern.enforcer.domain.inventory;

import io.postern.contracts.event.RulesApplied.MappedPort;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.event.VmAssessed.Posture;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.PortAccess;
import io.postern.enforcer.domain.boundary.Gateway;
import io.postern.enforcer.domain.boundary.Machine;
import io.postern.enforcer.domain.grant.GrantTerms;
import io.postern.enforcer.domain.nsg.Match;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A VM as Azure shows it, with those of its tags that approval policies may ask for. */
public record Snapshot(
        VmId vm,
        String location,
        String os,
        List<NetworkInterface> interfaces,
        @Nullable RouteFirewall firewall,
        Set<Unread> unread,
        Map<String, String> tags) {
    public Snapshot {
        interfaces = List.copyOf(interfaces);
        unread = Set.copyOf(unread);
        tags = Map.copyOf(tags);
    }

    /** A VM without tags. */
    public Snapshot(
            VmId vm,
            String location,
            String os,
            List<NetworkInterface> interfaces,
            @Nullable RouteFirewall firewall,
            Set<Unread> unread) {
        this(vm, location, os, interfaces, firewall, unread, Map.of());
    }

    /** A VM without a firewall before it, all of which could be read. */
    public Snapshot(VmId vm, String location, String os, List<NetworkInterface> interfaces) {
        this(vm, location, os, interfaces, null, Set.of());
    }

    /** A VM as it was last announced. */
    public static Snapshot of(VmAssessed known) {
        boolean unclear = Obstacle.NSG_NOT_READABLE.equals(known.reason());
        return new Snapshot(
                known.vm(),
                known.location(),
                known.os(),
                known.interfaces(),
                firewall(known),
                unclear ? Set.of(Unread.SUBNETS) : Set.of(),
                known.tags());
    }

    private static @Nullable RouteFirewall firewall(VmAssessed known) {
        Posture posture = known.posture();
        return posture == null || posture.firewall() == null
                ? null
                : new RouteFirewall(
                        posture.firewall(),
                        posture.guard() == VmAssessed.Guard.FIREWALL_POLICY
                                || Obstacle.FIREWALL_POLICY.equals(known.reason()),
                        posture.firewallSubnets(),
                        posture.firewallAddress());
    }

    /** The same VM, with what could not be read now as it was known before. */
    public Snapshot completedBy(VmAssessed before) {
        if (unread.isEmpty()) {
            return this;
        }
        Snapshot known = of(before);
        return new Snapshot(
                vm,
                location,
                os,
                interfaces.stream().map(nic -> completed(nic, known)).toList(),
                unread.contains(Unread.ROUTES) && firewall == null
                        ? known.firewall()
                        : firewall == null || !unread.contains(Unread.FIREWALL)
                                ? firewall
                                : firewall.completedBy(known.firewall()),
                unread,
                tags);
    }

    private NetworkInterface completed(NetworkInterface now, Snapshot known) {
        return known.interfaces().stream()
                .filter(nic -> nic.id().equalsIgnoreCase(now.id()))
                .findFirst()
                .map(nic -> new NetworkInterface(
                        now.id(),
                        now.privateAddresses(),
                        now.nsg(),
                        unread.contains(Unread.PUBLIC_ADDRESSES) ? nic.publicAddresses() : now.publicAddresses(),
                        now.subnet(),
                        unread.contains(Unread.SUBNETS)
                                        && now.subnet() != null
                                        && now.subnet().equalsIgnoreCase(nic.subnet())
                                ? nic.subnetNsg()
                                : now.subnetNsg(),
                        now.applicationSecurityGroups()))
                .orElse(now);
    }

    /** Why just-in-time access cannot be given on this VM; empty when it can. */
    public Optional<Obstacle> unsupported() {
        if (interfaces.isEmpty()) {
            return Optional.of(new Obstacle(
                    "NoNetworkInterface", "The virtual machine has no network interface; attach one to it."));
        }
        for (NetworkInterface nic : interfaces) {
            if (nic.privateAddresses().isEmpty()) {
                return Optional.of(new Obstacle(
                        "NoPrivateAddress",
                        "Network interface " + name(nic)
                                + " shows no private address, so no rule can name it; give it one, or let the enforcer"
                                + " read it."));
            }
            if (nic.privateAddresses().stream().anyMatch(address -> address.contains(":"))) {
                return Optional.of(
                        new Obstacle(
                                "Ipv6PrivateAddress",
                                "Network interface " + name(nic)
                                        + " has an IPv6 address, which no baseline would cover; remove its IPv6 configuration."));
            }
        }
        if (firewall != null && firewall.ruledByPolicy()) {
            return Optional.of(new Obstacle(
                    Obstacle.FIREWALL_POLICY,
                    "The default route leads through Azure Firewall " + firewall.name()
                            + ", whose rules a firewall policy holds; lead the route past it, or use a firewall with"
                            + " classic rules."));
        }
        return interfaces.stream()
                .filter(nic -> isBare(nic) && firewall == null && !unread.contains(Unread.SUBNETS))
                .findFirst()
                .map(nic -> new Obstacle(
                        "NoNsgOrFirewall",
                        "No NSG guards network interface " + name(nic)
                                + "; attach one to the interface or to its subnet."));
    }

    /** Why no opening is written for this VM; empty when one can be. */
    public Optional<Obstacle> objection() {
        return unsupported()
                .map(obstacle -> new Obstacle(
                        "unsupported",
                        "just-in-time access cannot be given here (" + obstacle.reason() + "): " + obstacle.detail()))
                .or(() -> Optional.ofNullable(gateway())
                        .flatMap(Gateway::objection)
                        .map(objection -> new Obstacle(objection.reason(), objection.detail())));
    }

    private @Nullable Gateway gateway() {
        String bare = unread.contains(Unread.SUBNETS)
                ? null
                : bare().map(Snapshot::name).orElse(null);
        return firewall == null || firewall.ruledByPolicy() ? null : firewall.gateway(bare);
    }

    /** The way that a firewall leads to a grant's ports; empty without one that it was written to. */
    public List<MappedPort> told(GrantTerms terms, Map<BoundaryId, Integer> priorities) {
        Gateway gateway = gateway();
        Integer priority = firewall == null ? null : priorities.get(firewall.boundary());
        return gateway == null || priority == null ? List.of() : gateway.told(terms, priority);
    }

    /** The boundaries on the way to this VM: all must let a packet pass, none when the VM is unsupported. */
    public Set<BoundaryId> boundaries() {
        return unsupported().isPresent()
                ? Set.of()
                : Stream.concat(nsgs().stream(), Stream.ofNullable(firewall).map(RouteFirewall::boundary))
                        .collect(Collectors.toSet());
    }

    /** The NSGs among the boundaries: they alone keep ports shut to everybody, whichever way they come. */
    Set<BoundaryId> nsgs() {
        return interfaces.stream().flatMap(nic -> nic.nsgs().stream()).collect(Collectors.toSet());
    }

    /** Whether {@link #boundaries} are all there are, on every interface. */
    public boolean isEnclosed() {
        return !unread.contains(Unread.SUBNETS) && bare().isEmpty();
    }

    /** Whether nothing of this VM stands behind the boundary: where anything about the VM is in doubt, that is not so. */
    public boolean isSurelyNotBehind(BoundaryId boundary) {
        return unsupported().isEmpty() && isEnclosed() && !boundaries().contains(boundary);
    }

    /** An interface that no NSG guards, as far as is known. */
    public Optional<NetworkInterface> bare() {
        return interfaces.stream().filter(Snapshot::isBare).findFirst();
    }

    /** This VM as it stands behind one of its boundaries; a firewall holds no baseline, for by default it lets nobody pass. */
    public Machine behind(BoundaryId boundary, List<PortAccess> protectedPorts) {
        List<Cidr> addresses = new ArrayList<>();
        Map<Cidr, Map<String, Match>> groups = new HashMap<>();
        for (NetworkInterface nic : interfaces) {
            if (boundary.isFirewall() || nic.nsgs().contains(boundary)) {
                List<Cidr> here =
                        nic.privateAddresses().stream().map(Cidr::parse).toList();
                addresses.addAll(here);
                here.forEach(address -> groups.put(address, groups(nic)));
            }
        }
        return new Machine(vm, addresses, boundary.isFirewall() ? List.of() : protectedPorts, gateway(), groups);
    }

    /** Which of several addresses is in a group is not announced. */
    private static Map<String, Match> groups(NetworkInterface nic) {
        Match sure = nic.privateAddresses().size() == 1 ? Match.ALL : Match.SOME;
        return nic.applicationSecurityGroups().stream()
                .map(group -> group.toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.toMap(group -> group, _ -> sure));
    }

    private static boolean isBare(NetworkInterface nic) {
        return nic.nsgs().isEmpty();
    }

    static String name(NetworkInterface nic) {
        return nic.id().substring(nic.id().lastIndexOf('/') + 1);
    }
}
