package io.postern.emulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Json;
import io.postern.emulator.world.ResourceType;
import io.postern.emulator.world.Stored;
import io.postern.emulator.world.World;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Who uses which security group or route table; gathered for all at once, because each look takes the whole network. */
final class BackReferences {
    private final Map<String, ArrayNode> interfaces = new HashMap<>();
    private final Map<String, ArrayNode> subnets = new HashMap<>();

    BackReferences(World world) {
        for (Stored nic : world.all(ResourceType.NETWORK_INTERFACES)) {
            note(interfaces, nic.properties().path("networkSecurityGroup"), nic.body());
        }
        for (Stored network : world.all(ResourceType.VIRTUAL_NETWORKS)) {
            for (JsonNode subnet : network.children()) {
                note(subnets, subnet.path("properties").path("networkSecurityGroup"), subnet);
                note(subnets, subnet.path("properties").path("routeTable"), subnet);
            }
        }
    }

    static boolean has(ResourceType type) {
        return type == ResourceType.NETWORK_SECURITY_GROUPS || type == ResourceType.ROUTE_TABLES;
    }

    void addTo(ObjectNode properties, Stored used) {
        String key = used.id().toLowerCase(Locale.ROOT);
        if (interfaces.containsKey(key)) {
            properties.set("networkInterfaces", interfaces.get(key).deepCopy());
        }
        if (subnets.containsKey(key)) {
            properties.set("subnets", subnets.get(key).deepCopy());
        }
    }

    private void note(Map<String, ArrayNode> users, JsonNode used, JsonNode user) {
        String id = used.path("id").asText();
        if (!id.isEmpty()) {
            users.computeIfAbsent(
                            id.toLowerCase(Locale.ROOT), none -> Json.object().putArray("users"))
                    .addObject()
                    .set("id", user.path("id"));
        }
    }
}
