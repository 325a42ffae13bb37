package io.postern.enforcer.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.arm.ArmClient;
import io.postern.arm.ArmFailure;
import io.postern.arm.ArmList;
import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.id.NsgId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.enforcer.app.Landscape;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lists VMs, their network interfaces and all NSGs of the subscriptions that are looked after. */
public final class ArmLandscape implements Landscape {
    private static final Logger LOG = Logger.getLogger(ArmLandscape.class);
    private static final String COMPUTE = "2024-03-01";

    private final ArmClient arm;
    private final List<String> subscriptions;
    private final Consumer<Instant> azureTime;

    public ArmLandscape(ArmClient arm, List<String> subscriptions, Consumer<Instant> azureTime) {
        this.arm = arm;
        this.subscriptions = List.copyOf(subscriptions);
        this.azureTime = azureTime;
    }

    @Override
    public Survey survey() {
        List<Snapshot> machines = new ArrayList<>();
        List<ObservedNsg> boundaries = new ArrayList<>();
        try {
            for (String subscription : subscriptions) {
                survey("/subscriptions/" + subscription + "/providers/", machines, boundaries);
            }
        } catch (ArmFailure e) {
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        }
        return new Survey(machines, boundaries);
    }

    private void survey(String providers, List<Snapshot> machines, List<ObservedNsg> boundaries) {
        ArmList nsgs =
                arm.list(providers + "Microsoft.Network/networkSecurityGroups", ArmNetworkRules.API_VERSION, Map.of());
        nsgs.items().forEach(nsg -> readable(nsg, () -> boundaries.add(RuleJson.nsg(nsg, nsgs.serverTime()))));
        Map<String, NetworkInterface> interfaces = new HashMap<>();
        for (JsonNode nic : arm.list(
                        providers + "Microsoft.Network/networkInterfaces", ArmNetworkRules.API_VERSION, Map.of())
                .items()) {
            readable(nic, () -> interfaces.put(key(nic.path("id")), networkInterface(nic)));
        }
        ArmList vms = arm.list(providers + "Microsoft.Compute/virtualMachines", COMPUTE, Map.of());
        for (JsonNode vm : vms.items()) {
            readable(vm, () -> machines.add(machine(vm, interfaces)));
        }
    }

    /** One odd resource must not keep all others from being looked at. */
    private static void readable(JsonNode resource, Runnable read) {
        try {
            read.run();
        } catch (IllegalArgumentException e) {
            LOG.warnf("left out: %s (%s)", resource.path("id").asText(), e.getMessage());
        }
    }

    @Override
    public boolean isDeleted(VmId vm) {
        try {
            var answer = arm.get(vm.value(), COMPUTE, Map.of());
            answer.serverTime().ifPresent(azureTime);
            return answer.status() == 404;
        } catch (ArmFailure e) {
            LOG.warnf("vm=%s cannot be read: %s", vm.name(), e.getMessage());
            return false;
        }
    }

    private static Snapshot machine(JsonNode vm, Map<String, NetworkInterface> interfaces) {
        List<NetworkInterface> own = new ArrayList<>();
        for (JsonNode nic : vm.path("properties").path("networkProfile").path("networkInterfaces")) {
            NetworkInterface known = interfaces.get(key(nic.path("id")));
            own.add(
                    known == null
                            ? new NetworkInterface(
                                    nic.path("id").asText(), List.of(), null, List.of(), null, null, List.of())
                            : known);
        }
        return new Snapshot(
                new VmId(vm.path("id").asText()),
                vm.path("location").asText(),
                vm.path("properties")
                        .path("storageProfile")
                        .path("osDisk")
                        .path("osType")
                        .asText("unknown"),
                own);
    }

    private static NetworkInterface networkInterface(JsonNode nic) {
        List<String> addresses = new ArrayList<>();
        for (JsonNode configuration : nic.path("properties").path("ipConfigurations")) {
            String address =
                    configuration.path("properties").path("privateIPAddress").asText("");
            if (!address.isEmpty()) {
                addresses.add(checked(address));
            }
        }
        String nsg =
                nic.path("properties").path("networkSecurityGroup").path("id").asText("");
        return new NetworkInterface(nic.path("id").asText(), addresses, nsgId(nsg), List.of(), null, null, List.of());
    }

    private static String checked(String address) {
        var _ = Cidr.parse(address);
        return address;
    }

    private static @Nullable NsgId nsgId(String id) {
        return id.isEmpty() ? null : new NsgId(id);
    }

    private static String key(JsonNode id) {
        return id.asText().toLowerCase(Locale.ROOT);
    }
}
