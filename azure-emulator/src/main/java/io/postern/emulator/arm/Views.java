package io.postern.emulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import io.postern.emulator.packet.DefaultRules;
import io.postern.emulator.world.ResourceType;
import io.postern.emulator.world.Stored;
import io.postern.emulator.world.World;
import java.time.Instant;
import java.util.List;

/** Resources as ARM shows them: what was stored, with state, etag, default rules and back references. */
final class Views {
    private final World world;
    private final Operations operations;

    Views(World world, Operations operations) {
        this.world = world;
        this.operations = operations;
    }

    Reply one(int status, Stored resource, Instant now) {
        return Reply.of(status, of(resource, now)).with("ETag", resource.etag());
    }

    Reply nested(int status, Stored parent, JsonNode child, Instant now) {
        return Reply.of(status, nested(parent, child, now)).with("ETag", parent.etag());
    }

    static Reply list(List<? extends JsonNode> items) {
        ObjectNode body = Json.object();
        body.putArray("value").addAll(items);
        return Reply.of(200, body);
    }

    ObjectNode of(Stored resource, Instant now) {
        ObjectNode view = framed(resource.body(), resource.id(), resource.etag(), now);
        ObjectNode properties = (ObjectNode) view.path("properties");
        ResourceType type = resource.type();
        if (!type.nested().isEmpty()) {
            ArrayNode children = Json.object().putArray("children");
            resource.children().forEach(child -> children.add(nested(resource, child, now)));
            properties.set(type.nested(), children);
        }
        if (type == ResourceType.NETWORK_SECURITY_GROUPS) {
            ArrayNode defaults = DefaultRules.of(resource.id());
            defaults.forEach(rule -> ((ObjectNode) rule).put("etag", resource.etag()));
            properties.set("defaultSecurityRules", defaults);
            backReferences(resource, properties);
        }
        return view;
    }

    ObjectNode nested(Stored parent, JsonNode child, Instant now) {
        return framed(child, child.path("id").asText(), parent.etag(), now);
    }

    private ObjectNode framed(JsonNode body, String id, String etag, Instant now) {
        ObjectNode view = Json.object();
        view.set("name", body.path("name"));
        view.set("id", body.path("id"));
        view.put("etag", etag);
        body.properties().forEach(e -> {
            if (!view.has(e.getKey())) {
                view.set(e.getKey(), e.getValue().deepCopy());
            }
        });
        ObjectNode properties = Json.object().put("provisioningState", operations.provisioningState(id, now));
        properties.setAll((ObjectNode) view.withObjectProperty("properties"));
        view.set("properties", properties);
        return view;
    }

    private void backReferences(Stored nsg, ObjectNode properties) {
        ArrayNode nics = Json.object().putArray("a");
        ArrayNode subnets = Json.object().putArray("a");
        for (Stored nic : world.all(ResourceType.NETWORK_INTERFACES)) {
            if (refers(nic.properties(), nsg)) {
                nics.addObject().put("id", nic.id());
            }
        }
        for (Stored network : world.all(ResourceType.VIRTUAL_NETWORKS)) {
            for (JsonNode subnet : network.children()) {
                if (refers(subnet.path("properties"), nsg)) {
                    subnets.addObject().set("id", subnet.path("id"));
                }
            }
        }
        if (!nics.isEmpty()) {
            properties.set("networkInterfaces", nics);
        }
        if (!subnets.isEmpty()) {
            properties.set("subnets", subnets);
        }
    }

    private static boolean refers(JsonNode holder, Stored nsg) {
        return holder.path("networkSecurityGroup").path("id").asText().equalsIgnoreCase(nsg.id());
    }
}
