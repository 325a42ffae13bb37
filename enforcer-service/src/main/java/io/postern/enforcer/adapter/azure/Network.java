package io.postern.enforcer.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.contracts.id.BoundaryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A virtual network: its subnets by their keys, and the networks that it is peered with. */
record Network(Map<String, Subnet> subnets, Set<String> peers) {
    /** What stands before a subnet: its NSG, and the routes of what leaves it; and its addresses. */
    record Subnet(@Nullable BoundaryId nsg, @Nullable String routeTable, List<String> prefixes) {}

    static Network of(JsonNode network) {
        Map<String, Subnet> subnets = new HashMap<>();
        for (JsonNode subnet : network.path("properties").path("subnets")) {
            JsonNode says = subnet.path("properties");
            String nsg = says.path("networkSecurityGroup").path("id").asText("");
            String routes = Listing.key(says.path("routeTable").path("id"));
            List<String> prefixes = new ArrayList<>(FirewallJson.words(says.path("addressPrefixes")));
            if (says.hasNonNull("addressPrefix")) {
                prefixes.add(says.path("addressPrefix").asText());
            }
            subnets.put(
                    Listing.key(subnet.path("id")),
                    new Subnet(
                            nsg.isEmpty() ? null : new BoundaryId(nsg),
                            routes.isEmpty() ? null : routes,
                            List.copyOf(prefixes)));
        }
        Set<String> peers = new HashSet<>();
        for (JsonNode peering : network.path("properties").path("virtualNetworkPeerings")) {
            peers.add(Listing.key(
                    peering.path("properties").path("remoteVirtualNetwork").path("id")));
        }
        return new Network(Map.copyOf(subnets), Set.copyOf(peers));
    }

    /** The key of the network that a subnet is part of. */
    static String of(String subnet) {
        int end = subnet.indexOf("/subnets/");
        return end < 0 ? subnet : subnet.substring(0, end);
    }

    /** The address that a route table sends everything to; empty when it does not, or not to an appliance. */
    static String appliance(JsonNode routeTable) {
        for (JsonNode route : routeTable.path("properties").path("routes")) {
            JsonNode says = route.path("properties");
            if (says.path("addressPrefix").asText().equals("0.0.0.0/0")
                    && says.path("nextHopType").asText().equalsIgnoreCase("VirtualAppliance")) {
                return says.path("nextHopIpAddress").asText();
            }
        }
        return "";
    }
}
