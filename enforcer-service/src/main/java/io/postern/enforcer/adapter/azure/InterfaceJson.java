package io.postern.enforcer.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.net.Cidr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A network interface as its own resource shows it; subnet and public addresses are ids still.
 *
 * @param nic what is known of it without any other resource
 * @param publicAddressIds the keys of its public addresses
 */
record InterfaceJson(NetworkInterface nic, List<String> publicAddressIds) {
    static InterfaceJson of(JsonNode nic) {
        List<String> addresses = new ArrayList<>();
        List<String> publicIds = new ArrayList<>();
        Set<String> groups = new LinkedHashSet<>();
        String subnet = null;
        for (JsonNode configuration : nic.path("properties").path("ipConfigurations")) {
            JsonNode says = configuration.path("properties");
            String address = says.path("privateIPAddress").asText("");
            if (!address.isEmpty()) {
                addresses.add(checked(address));
            }
            String publicId = Listing.key(says.path("publicIPAddress").path("id"));
            if (!publicId.isEmpty()) {
                publicIds.add(publicId);
            }
            says.path("applicationSecurityGroups")
                    .forEach(group -> groups.add(group.path("id").asText()));
            String behind = says.path("subnet").path("id").asText("");
            subnet = subnet == null && !behind.isEmpty() ? behind : subnet;
        }
        return new InterfaceJson(
                new NetworkInterface(
                        nic.path("id").asText(),
                        addresses,
                        nsg(nic.path("properties")
                                .path("networkSecurityGroup")
                                .path("id")
                                .asText("")),
                        List.of(),
                        subnet,
                        null,
                        List.copyOf(groups)),
                publicIds);
    }

    /** An interface that Azure names, but does not show. */
    static InterfaceJson unseen(String id) {
        return new InterfaceJson(
                new NetworkInterface(id, List.of(), null, List.of(), null, null, List.of()), List.of());
    }

    /** The same interface with what other resources say of it. */
    NetworkInterface whole(Map<String, String> publicAddresses, @Nullable BoundaryId subnetNsg) {
        return new NetworkInterface(
                nic.id(),
                nic.privateAddresses(),
                nic.nsg(),
                publicAddressIds.stream()
                        .map(id -> publicAddresses.getOrDefault(id, ""))
                        .filter(address -> !address.isEmpty())
                        .toList(),
                nic.subnet(),
                subnetNsg,
                nic.applicationSecurityGroups());
    }

    private static String checked(String address) {
        var _ = Cidr.parse(address);
        return address;
    }

    private static @Nullable BoundaryId nsg(String id) {
        return id.isEmpty() ? null : new BoundaryId(id);
    }
}
