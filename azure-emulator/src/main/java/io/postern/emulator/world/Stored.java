package io.postern.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;

/** One resource as its writers sent it, unknown fields and all. Nested rules and subnets lie in its body and share its etag. */
public final class Stored {
    private final ResourceType type;
    private final ObjectNode body;
    private String etag;

    Stored(ResourceType type, ObjectNode body, String etag) {
        this.type = type;
        this.body = body;
        this.etag = etag;
    }

    public static Stored fresh(ResourceType type, ObjectNode body) {
        return new Stored(type, body, newEtag());
    }

    /** The same resource as it is now, in a tree of its own. */
    public Stored copy() {
        return new Stored(type, body.deepCopy(), etag);
    }

    static String newEtag() {
        return "W/\"" + UUID.randomUUID() + "\"";
    }

    public ResourceType type() {
        return type;
    }

    public String id() {
        return body.path("id").asText();
    }

    public String name() {
        return body.path("name").asText();
    }

    /** The live tree: change it only under the world's lock, and tell the world. */
    public ObjectNode body() {
        return body;
    }

    public JsonNode properties() {
        return body.path("properties");
    }

    public String etag() {
        return etag;
    }

    void touch() {
        etag = newEtag();
    }

    /** The nested resources; made when absent. */
    public ArrayNode children() {
        return body.withObjectProperty("properties").withArrayProperty(type.nested());
    }

    public Optional<ObjectNode> child(String name) {
        for (JsonNode child : children()) {
            // A machine of a scale set is called app-ss_0 and found under 0.
            if (child.path("name").asText().equalsIgnoreCase(name)
                    || child.path("id").asText().endsWith("/" + name)) {
                return Optional.of((ObjectNode) child);
            }
        }
        return Optional.empty();
    }

    /** Puts a nested resource in the place of the one of that name, or at the end. */
    public void putChild(ObjectNode child) {
        ArrayNode all = children();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i)
                    .path("name")
                    .asText()
                    .equalsIgnoreCase(child.path("name").asText())) {
                all.set(i, child);
                return;
            }
        }
        all.add(child);
    }

    public void removeChild(String name) {
        ArrayNode all = children();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).path("name").asText().equalsIgnoreCase(name)) {
                all.remove(i);
                return;
            }
        }
    }
}
