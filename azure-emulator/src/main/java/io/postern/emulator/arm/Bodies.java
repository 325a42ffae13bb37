package io.postern.emulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Takes what a client sent apart into what is stored: its own fields stay, ARM's own are ARM's. */
final class Bodies {
    private static final List<String> READ_ONLY =
            List.of("provisioningState", "defaultSecurityRules", "networkInterfaces", "subnets", "resourceGuid");

    private Bodies() {}

    static ObjectNode read(Call call) {
        JsonNode body;
        try {
            body = call.json();
        } catch (IOException malformed) {
            throw ArmError.badRequest(
                    "InvalidRequestContent",
                    "The request content was invalid and could not be deserialized: it is not one JSON value.");
        }
        if (!(body instanceof ObjectNode object)) {
            throw ArmError.badRequest(
                    "InvalidRequestContent",
                    "The request content was invalid and could not be deserialized: it is not a JSON object.");
        }
        JsonNode properties = object.path("properties");
        if (!properties.isMissingNode() && !properties.isNull() && !properties.isObject()) {
            throw ArmError.badRequest("InvalidRequestFormat", "Cannot parse the request: properties is no object.");
        }
        return object;
    }

    /** The form in which a top-level resource is stored; a resource that was there before keeps the casing of its id. */
    static ObjectNode stored(ObjectNode sent, String id, String type, Optional<ObjectNode> before) {
        ObjectNode stored = framed(sent, id, type, before);
        ObjectNode properties = stored.withObjectProperty("properties");
        READ_ONLY.stream()
                .filter(field -> !(field.equals("subnets") && type.endsWith("/virtualNetworks")))
                .forEach(properties::remove);
        return stored;
    }

    /** The form in which a rule or a subnet is stored. */
    static ObjectNode storedChild(ObjectNode sent, String id, String type, Optional<ObjectNode> before) {
        ObjectNode stored = framed(sent, id, type, before);
        stored.withObjectProperty("properties").remove("provisioningState");
        return stored;
    }

    private static ObjectNode framed(ObjectNode sent, String id, String type, Optional<ObjectNode> before) {
        String kept = before.map(b -> b.path("id").asText()).orElse(id);
        ObjectNode stored = Json.object();
        stored.put("name", kept.substring(kept.lastIndexOf('/') + 1))
                .put("id", kept)
                .put("type", type);
        sent.properties().forEach(e -> {
            if (!stored.has(e.getKey())
                    && !e.getKey().equals("etag")
                    && !e.getKey().equals("properties")) {
                stored.set(e.getKey(), e.getValue());
            }
        });
        stored.set("properties", sent.path("properties").isObject() ? sent.path("properties") : Json.object());
        return stored;
    }
}
