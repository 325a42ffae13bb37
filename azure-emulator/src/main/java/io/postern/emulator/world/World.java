package io.postern.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Every resource that exists, behind one lock: a write and its place in the history are one step. */
public final class World {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Stored> resources = new LinkedHashMap<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final Locks locks = new Locks(() -> tell("", Optional.empty()));
    private long networkChanges;

    /** Learns, under the lock, of each change: the resource as it is from now on, or that there is none. */
    @FunctionalInterface
    public interface Watcher {
        void changed(String id, Optional<Stored> now);
    }

    private World() {}

    /** The resources of a seed, and so many made-up VMs in its fleet's group. */
    public World(Seed seed, int machines) {
        load(seed.resources());
        if (machines > 0) {
            Fleet.of(seed.fleetGroup(), machines).forEach(resource -> add((ObjectNode) resource));
        }
    }

    /** Runs work that reads or changes resources. */
    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Tells a watcher of each change from now on. */
    public void watch(Watcher watcher) {
        locked(() -> watchers.add(watcher));
    }

    public void unwatch(Watcher watcher) {
        locked(() -> watchers.remove(watcher));
    }

    /** The same resources in a world of their own. Hold the lock. */
    World copy() {
        World copy = new World();
        resources.forEach((key, resource) -> copy.resources.put(key, resource.copy()));
        return copy;
    }

    /** Puts the resource of this id, or the lack of one, as it was elsewhere. */
    void set(String id, Optional<Stored> state) {
        networkChanges++;
        state.ifPresentOrElse(s -> resources.put(key(id), s), () -> resources.remove(key(id)));
    }

    public Locks locks() {
        return locks;
    }

    public Optional<Stored> find(String id) {
        return Optional.ofNullable(resources.get(key(id)));
    }

    public List<Stored> all(ResourceType type) {
        return resources.values().stream().filter(r -> r.type() == type).toList();
    }

    /** Grows whenever somebody may use another security group or route table than before. */
    public long networkChanges() {
        return networkChanges;
    }

    public void put(Stored resource) {
        resources.put(key(resource.id()), resource);
        note(resource);
        tell(resource.id(), Optional.of(resource));
    }

    public void remove(Stored resource) {
        resources.remove(key(resource.id()));
        note(resource);
        tell(resource.id(), Optional.empty());
    }

    /** Says that the body of a resource, or something nested in it, has changed. */
    public void changed(Stored resource) {
        resource.touch();
        note(resource);
        tell(resource.id(), Optional.of(resource));
    }

    private void note(Stored changed) {
        if (changed.type() == ResourceType.NETWORK_INTERFACES || changed.type() == ResourceType.VIRTUAL_NETWORKS) {
            networkChanges++;
        }
    }

    private void tell(String id, Optional<Stored> now) {
        for (Watcher watcher : List.copyOf(watchers)) {
            watcher.changed(id, now);
        }
    }

    /** Everything, in the form that {@link #load} reads. */
    ArrayNode snapshot() {
        ArrayNode all = Json.object().putArray("resources");
        for (Stored resource : new ArrayList<>(resources.values())) {
            all.add(resource.body().deepCopy().put("etag", resource.etag()));
        }
        return all;
    }

    /** Forgets what there is and takes these resources instead. */
    void load(JsonNode snapshot) {
        resources.clear();
        networkChanges++;
        for (JsonNode node : snapshot) {
            add(node.deepCopy());
        }
    }

    private void add(ObjectNode body) {
        String[] type = body.path("type").asText().split("/", 2);
        ResourceType known = ResourceType.find(type[0], type.length > 1 ? type[1] : "")
                .orElseThrow(() -> new IllegalArgumentException(
                        "the seed holds a resource of unknown type: " + body.path("type")));
        JsonNode etag = body.remove("etag");
        resources.put(
                key(body.path("id").asText()),
                new Stored(known, body, etag == null ? Stored.newEtag() : etag.asText()));
    }

    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
