package io.postern.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The management locks: what lies under one cannot be deleted, or not be changed either. Hold the world's lock. */
public final class Locks {
    /** What stands before the name in a lock's id, behind the locked scope. */
    public static final String COLLECTION = "/providers/Microsoft.Authorization/locks/";

    private final Map<String, ObjectNode> byId = new TreeMap<>();
    private final Runnable afterChange;

    Locks(Runnable afterChange) {
        this.afterChange = afterChange;
    }

    public Optional<ObjectNode> find(String id) {
        return Optional.ofNullable(byId.get(id.toLowerCase(Locale.ROOT)));
    }

    public void put(String id, ObjectNode lock) {
        byId.put(id.toLowerCase(Locale.ROOT), lock);
        afterChange.run();
    }

    public void remove(String id) {
        byId.remove(id.toLowerCase(Locale.ROOT));
        afterChange.run();
    }

    /** The locks at a scope, above it and below it. */
    public List<ObjectNode> around(Scope scope) {
        return byId.values().stream()
                .filter(lock -> scope(lock).covers(scope) || scope.covers(scope(lock)))
                .toList();
    }

    /** The locked scopes that keep a resource from being deleted or, with {@code deletes} false, from being written. */
    public List<String> blocking(String id, boolean deletes) {
        Scope asked = new Scope(id);
        return byId.values().stream()
                .filter(lock -> deletes || lock.at("/properties/level").asText().equalsIgnoreCase("ReadOnly"))
                .map(Locks::scope)
                .filter(locked -> locked.covers(asked))
                .map(Scope::id)
                .distinct()
                .toList();
    }

    private static Scope scope(ObjectNode lock) {
        String id = lock.path("id").asText();
        int end = id.toLowerCase(Locale.ROOT).lastIndexOf(COLLECTION.toLowerCase(Locale.ROOT));
        return new Scope(id.substring(0, end));
    }

    ArrayNode snapshot() {
        ArrayNode all = Json.object().putArray("locks");
        byId.values().forEach(lock -> all.add(lock.deepCopy()));
        return all;
    }

    /** Forgets what there is and takes these instead. */
    void load(JsonNode snapshot) {
        byId.clear();
        for (JsonNode lock : snapshot) {
            byId.put(lock.path("id").asText().toLowerCase(Locale.ROOT), lock.deepCopy());
        }
    }
}
