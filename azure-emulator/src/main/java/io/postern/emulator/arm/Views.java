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
import org.jspecify.annotations.Nullable;

/** Resources as ARM shows them: what was stored, with state, etag, default rules and back references. */
final class Views {
    private final World world;
    private final Operations operations;
    private @Nullable BackReferences users;
    private long usersAt;

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

    /** Several resources of one type. */
    List<ObjectNode> of(List<Stored> resources, Instant now) {
        return resources.stream().map(r -> of(r, now)).toList();
    }

    /** As long as the network is as it was, so are they. */
    private BackReferences users() {
        BackReferences known = users;
        if (known == null || usersAt != world.networkChanges()) {
            known = new BackReferences(world);
            users = known;
            usersAt = world.networkChanges();
        }
        return known;
    }

    ObjectNode of(Stored resource, Instant now) {
        ObjectNode view = framed(resource.body(), resource.id(), resource.etag(), now);
        ObjectNode properties = (ObjectNode) view.path("properties");
        ResourceType type = resource.type();
        if (type.showsNested()) {
            ArrayNode children = Json.object().putArray("children");
            resource.children().forEach(child -> children.add(nested(resource, child, now)));
            properties.set(type.nested(), children);
        } else if (!type.nested().isEmpty()) {
            properties.remove(type.nested());
        }
        if (type == ResourceType.NETWORK_SECURITY_GROUPS) {
            ArrayNode defaults = DefaultRules.of(resource.id());
            defaults.forEach(rule -> ((ObjectNode) rule).put("etag", resource.etag()));
            properties.set("defaultSecurityRules", defaults);
        }
        if (BackReferences.has(type)) {
            users().addTo(properties, resource);
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
}
