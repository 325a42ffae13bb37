package io.postern.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Json;
import java.util.List;

/** Who there is and who may what, now: the seed's, until parts of it are replaced. */
public final class Directory {
    private static final List<String> PARTS = List.of(
            "people",
            "groups",
            "principals",
            "managementGroups",
            "roleDefinitions",
            "roleAssignments",
            "denyAssignments");

    private final Seed first;
    private volatile State state;

    private record State(Seed seed, Rights rights, Members members) {
        static State of(Seed seed) {
            return new State(seed, seed.rights(), seed.members());
        }
    }

    public Directory(Seed seed) {
        this.first = seed;
        this.state = State.of(seed);
    }

    public Seed seed() {
        return state.seed();
    }

    public Rights rights() {
        return state.rights();
    }

    public Members members() {
        return state.members();
    }

    /** The parts that can be replaced, as they are. */
    public ObjectNode json() {
        ObjectNode parts = Json.object();
        JsonNode json = seed().json();
        PARTS.forEach(part -> parts.set(
                part,
                json.path(part).isArray() ? json.path(part) : Json.object().arrayNode()));
        return parts;
    }

    /** Puts whole parts in the place of what was there; an {@link IllegalArgumentException} says what is wrong. */
    public void replace(JsonNode parts) {
        ObjectNode changed = seed().json().deepCopy();
        parts.properties().forEach(part -> {
            if (!PARTS.contains(part.getKey()) || !part.getValue().isArray()) {
                throw new IllegalArgumentException("each member is an array and one of " + PARTS);
            }
            changed.set(part.getKey(), part.getValue());
        });
        state = State.of(new Seed(changed));
    }

    public void reset() {
        state = State.of(first);
    }
}
