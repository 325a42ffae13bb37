package io.postern.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.VmId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the enforcer sees of a VM in Azure: its network boundaries, and whether a baseline really protects it.
 *
 * @param reason a code for what stands in the way, such as {@code NoNsgOrFirewall}; null when nothing does
 * @param detail a sentence about it that says what to do
 * @param posture what guards the management ports; null from a version that did not look
 * @param tags the VM's tags in Azure, by which approval policies know it
 */
public record VmAssessed(
        VmId vm,
        String location,
        String os,
        List<NetworkInterface> interfaces,
        JitStatus status,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Posture posture,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags)
        implements PosternEvent {
    public VmAssessed {
        interfaces = List.copyOf(interfaces);
        tags = tags == null ? Map.of() : Map.copyOf(tags);
    }

    /** A VM without tags. */
    public VmAssessed(
            VmId vm,
            String location,
            String os,
            List<NetworkInterface> interfaces,
            JitStatus status,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable Posture posture) {
        this(vm, location, os, interfaces, status, reason, detail, posture, Map.of());
    }

    @Override
    public String subject() {
        return vm.key();
    }

    /** A network interface of the VM with what guards it: its own NSG, its subnet's, or both. */
    public record NetworkInterface(
            String id,
            List<String> privateAddresses,
            @Nullable BoundaryId nsg,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> publicAddresses,
            @Nullable String subnet,
            @Nullable BoundaryId subnetNsg,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> applicationSecurityGroups) {
        public NetworkInterface {
            privateAddresses = List.copyOf(privateAddresses);
            publicAddresses = orNone(publicAddresses);
            applicationSecurityGroups = orNone(applicationSecurityGroups);
        }

        /** The NSGs that a packet to this interface has to pass, each once. */
        public List<BoundaryId> nsgs() {
            return Stream.of(nsg, subnetNsg).filter(Objects::nonNull).distinct().toList();
        }

        /** Events of earlier versions lack these lists. */
        private static List<String> orNone(@Nullable List<String> list) {
            return list == null ? List.of() : List.copyOf(list);
        }
    }

    /**
     * What stands between the network and the management ports.
     *
     * @param guard what it is
     * @param firewall the resource id of the Azure Firewall on the route to the VM, if there is one
     * @param openManagementPorts those of 22, 3389, 5985 and 5986 that foreign rules let somebody reach
     * @param firewallAddress the public address at which that firewall is reached, if it is known
     * @param firewallSubnets where packets that it has let through come from, as far as that is known
     */
    public record Posture(
            Guard guard,
            @Nullable String firewall,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> openManagementPorts,
            @Nullable String firewallAddress,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> firewallSubnets) {
        public Posture {
            openManagementPorts = openManagementPorts == null ? List.of() : List.copyOf(openManagementPorts);
            firewallSubnets = firewallSubnets == null ? List.of() : List.copyOf(firewallSubnets);
        }

        /** Of a VM without a firewall before it, or behind one of which no more is known. */
        public Posture(Guard guard, @Nullable String firewall, List<Integer> openManagementPorts) {
            this(guard, firewall, openManagementPorts, null, List.of());
        }
    }

    /** What guards a VM; an NSG is named before a firewall behind which it stands. */
    public enum Guard {
        NSG,
        FIREWALL,
        FIREWALL_POLICY,
        NONE
    }

    /** Whether just-in-time access holds on a VM. */
    public enum JitStatus {
        NOT_CONFIGURED,
        PROTECTED,
        BYPASSED,
        UNSUPPORTED
    }
}
