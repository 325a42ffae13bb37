package io.postern.enforcer.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.arm.ArmClient;
import io.postern.contracts.event.ScaleSetAssessed;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One subscription by its lists. A page is in memory at a time; what is kept of a resource is what is asked of it later. */
final class SubscriptionLook {
    static final String COMPUTE = "2024-03-01";

    private final ArmClient arm;
    private final String providers;
    private final Tags tags;
    private final Listing<String> publicAddresses;
    private final Listing<Network> networks;
    private final Listing<String> appliances;
    private final Listing<FirewallJson.Placed> firewalls;
    private final Listing<ScaleSetAssessed> scaleSets;

    SubscriptionLook(ArmClient arm, String subscription, Tags tags) {
        this.arm = arm;
        this.tags = tags;
        this.providers = "/subscriptions/" + subscription + "/providers/";
        this.publicAddresses = optional("Microsoft.Network/publicIPAddresses");
        this.networks = optional("Microsoft.Network/virtualNetworks");
        this.appliances = optional("Microsoft.Network/routeTables");
        this.firewalls = optional("Microsoft.Network/azureFirewalls");
        this.scaleSets = new Listing<>(providers + "Microsoft.Compute/virtualMachineScaleSets", COMPUTE);
    }

    private <T> Listing<T> optional(String type) {
        return new Listing<>(providers + type, ArmNetworkRules.API_VERSION);
    }

    /** A VM with the ids of its network interfaces, and the tags that are told of. */
    record Vm(VmId id, String location, String os, List<String> interfaces, Map<String, String> tags) {}

    /** What the lists say. */
    record Seen(
            List<ObservedNsg> nsgs,
            List<Vm> machines,
            Map<String, InterfaceJson> interfaces,
            Map<String, String> publicAddresses,
            Map<String, Network> networks,
            Map<String, String> appliances,
            Map<String, FirewallJson.Placed> firewalls,
            boolean firewallsHidden,
            List<ScaleSetAssessed> scaleSets) {}

    /** Without NSGs, VMs and interfaces there is no survey; all else is good to have. */
    Seen look() {
        List<ObservedNsg> nsgs = new ArrayList<>();
        var _ = arm.each(
                providers + "Microsoft.Network/networkSecurityGroups",
                ArmNetworkRules.API_VERSION,
                Map.of(),
                (nsg, time) -> ArmLandscape.readable(nsg, () -> nsgs.add(RuleJson.nsg(nsg, time))));
        List<Vm> machines = new ArrayList<>();
        var _ = arm.each(
                providers + "Microsoft.Compute/virtualMachines",
                COMPUTE,
                Map.of(),
                (vm, _) -> ArmLandscape.readable(vm, () -> machines.add(machine(vm))));
        // NB. after the VMs: an interface is older than the VM that has it
        Map<String, InterfaceJson> interfaces = new HashMap<>();
        var _ = arm.each(
                providers + "Microsoft.Network/networkInterfaces",
                ArmNetworkRules.API_VERSION,
                Map.of(),
                (nic, _) -> ArmLandscape.readable(
                        nic, () -> interfaces.put(Listing.key(nic.path("id")), InterfaceJson.of(nic))));
        return new Seen(
                nsgs,
                machines,
                interfaces,
                publicAddresses.read(
                        arm,
                        (address, _, all) -> all.put(
                                Listing.key(address.path("id")),
                                address.path("properties").path("ipAddress").asText(""))),
                networks.read(arm, (network, _, all) -> all.put(Listing.key(network.path("id")), Network.of(network))),
                appliances.read(
                        arm, (table, _, all) -> all.put(Listing.key(table.path("id")), Network.appliance(table))),
                firewalls.read(
                        arm,
                        (firewall, at, all) ->
                                all.put(Listing.key(firewall.path("id")), FirewallJson.of(firewall, at))),
                firewalls.failed(),
                List.copyOf(scaleSets
                        .read(arm, (set, _, all) -> all.put(Listing.key(set.path("id")), ScaleSetJson.of(set)))
                        .values()));
    }

    private Vm machine(JsonNode vm) {
        List<String> interfaces = new ArrayList<>();
        vm.path("properties")
                .path("networkProfile")
                .path("networkInterfaces")
                .forEach(nic -> interfaces.add(nic.path("id").asText()));
        return new Vm(
                new VmId(vm.path("id").asText()),
                vm.path("location").asText(),
                vm.path("properties")
                        .path("storageProfile")
                        .path("osDisk")
                        .path("osType")
                        .asText("unknown"),
                interfaces,
                tags.of(vm));
    }
}
