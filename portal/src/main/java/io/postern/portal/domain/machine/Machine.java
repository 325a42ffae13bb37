package io.postern.portal.domain.machine;

import io.postern.contracts.id.VmId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A VM as request-service knows it: its network, its policy, its health, and how it was used. */
public record Machine(
        String id,
        String name,
        String location,
        String os,
        String list,
        String health,
        String healthReason,
        String reason,
        String detail,
        String policy,
        List<OfferedPort> ports,
        List<Nic> interfaces,
        String firewall,
        List<Integer> openManagementPorts,
        long approvedRequests,
        boolean activeNow,
        @Nullable Instant lastAccess,
        @Nullable User lastUser) {
    /** Whose request it was. */
    public record User(String oid, String name) {}

    /** A network interface with what guards it. */
    public record Nic(
            String id, List<String> privateAddresses, List<String> publicAddresses, String subnet, List<String> nsgs) {
        public Nic {
            id = Blank.text(id);
            privateAddresses = Blank.list(privateAddresses);
            publicAddresses = Blank.list(publicAddresses);
            subnet = Blank.text(subnet);
            nsgs = Blank.list(nsgs);
        }

        public String name() {
            return Blank.name(id);
        }

        public String subnetName() {
            return Blank.name(subnet);
        }

        public String nsgNames() {
            return nsgs.stream().map(Blank::name).collect(Collectors.joining(", "));
        }
    }

    public Machine {
        id = Blank.text(id);
        name = Blank.text(name);
        location = Blank.text(location);
        os = Blank.text(os);
        list = Blank.text(list);
        health = Blank.text(health);
        healthReason = Blank.text(healthReason);
        reason = Blank.text(reason);
        detail = Blank.text(detail);
        policy = Blank.text(policy);
        ports = Blank.list(ports);
        interfaces = Blank.list(interfaces);
        firewall = Blank.text(firewall);
        openManagementPorts = Blank.list(openManagementPorts);
    }

    public boolean isConfigured() {
        return MachineList.of(list) == MachineList.CONFIGURED;
    }

    public boolean isUnsupported() {
        return MachineList.of(list) == MachineList.UNSUPPORTED;
    }

    /** Whether one could put it under protection. */
    public boolean isProtectable() {
        return MachineList.of(list) == MachineList.NOT_CONFIGURED;
    }

    /** Whether its health is about to change by itself, so that it is worth looking again. */
    public boolean isSettling() {
        return healthReason.equals("BaselinePending") || healthReason.equals("NotAssessed");
    }

    public String resourceGroup() {
        return part(VmId::resourceGroup);
    }

    public String subscription() {
        return part(VmId::subscription);
    }

    private String part(Function<VmId, String> part) {
        return MachineId.read(id).map(part).orElse("");
    }

    public HealthAdvice advice() {
        return HealthAdvice.of(this);
    }

    public List<String> privateAddresses() {
        return interfaces.stream()
                .flatMap(nic -> nic.privateAddresses().stream())
                .toList();
    }

    public List<String> publicAddresses() {
        return interfaces.stream()
                .flatMap(nic -> nic.publicAddresses().stream())
                .toList();
    }

    /** The network security groups before it. */
    public List<String> nsgs() {
        return interfaces.stream()
                .flatMap(nic -> nic.nsgs().stream())
                .distinct()
                .toList();
    }

    public String firewallName() {
        return Blank.name(firewall);
    }

    public String policyName() {
        return Blank.name(policy);
    }

    /** The ports of its policy, as one line. */
    public String portNumbers() {
        return ports.stream()
                .map(port -> String.valueOf(port.port()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    public String openPorts() {
        return openManagementPorts.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** Its page. */
    public String page() {
        return Link.machine(id);
    }

    public String requestPage() {
        return Link.to("/request").with("vm", id).toString();
    }

    public String connectPage() {
        return Link.to("/connect").with("vm", id).toString();
    }

    public String policyPage() {
        return Link.to("/virtual-machines/policy").with("id", id).toString();
    }

    /** The rules that keep it shut. */
    public String shutPage() {
        return Link.to("/virtual-machines/one/shut").with("id", id).toString();
    }

    public String removePage() {
        return Link.to("/virtual-machines/remove").with("id", id).toString();
    }

    public String protectPage() {
        return Link.to("/virtual-machines/protect").with("vm", id).toString();
    }

    public String policyTitle() {
        return isConfigured() ? "JIT policy of " + name : "Enable JIT on " + name;
    }

    public String removeTitle() {
        return "Remove the protection of " + name + "?";
    }

    public String connectTitle() {
        return "Connect to " + name;
    }

    public String lastUserName() {
        return Optional.ofNullable(lastUser).map(User::name).map(Blank::text).orElse("");
    }
}
