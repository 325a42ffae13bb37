package io.postern.emulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import io.postern.emulator.world.Caller;
import io.postern.emulator.world.Locks;
import io.postern.emulator.world.World;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Management locks at a subscription, a group or a resource: to read, to set, to lift; and what they forbid. */
record LockEndpoints(World world, Guard guard, Paging paging) {
    private static final int RESOURCE = 8;
    private static final List<String> LEVELS = List.of("CanNotDelete", "ReadOnly");

    static boolean owns(Call call, int providersAt) {
        return call.is(providersAt + 1, "Microsoft.Authorization") && call.is(providersAt + 2, "locks");
    }

    /** {@code {scope}/providers/Microsoft.Authorization/locks[/{name}]} */
    Reply answer(Call call, Caller caller, int providersAt) {
        List<String> path = call.segments();
        String scope = "/" + String.join("/", path.subList(0, providersAt));
        if (path.size() > providersAt + 4) {
            throw ArmError.notFound("NotFound", "There is nothing at " + call.path() + ".");
        }
        guard.require(caller, "Microsoft.Authorization/locks/" + Resources.verb(call), scope);
        requireResource(path.subList(0, providersAt));
        if (path.size() == providersAt + 3) {
            if (!call.method().equals("GET")) {
                throw ArmError.method(call.method());
            }
            return paging.page(call, world.locks().around(guard.rights().at(scope)));
        }
        return one(call, scope + Locks.COLLECTION + path.getLast());
    }

    private Reply one(Call call, String id) {
        Optional<ObjectNode> lock = world.locks().find(id);
        return switch (call.method()) {
            case "GET" ->
                lock.map(l -> Reply.of(200, l))
                        .orElseThrow(() -> ArmError.notFound(
                                "LockNotFound", "The lock '" + id.replaceFirst(".*/", "") + "' could not be found."));
            case "PUT" -> put(call, id, lock.isPresent());
            case "DELETE" -> {
                world.locks().remove(id);
                yield Reply.of(lock.isPresent() ? 200 : 204);
            }
            default -> throw ArmError.method(call.method());
        };
    }

    private Reply put(Call call, String id, boolean known) {
        JsonNode sent = Bodies.read(call).path("properties");
        String level = LEVELS.stream()
                .filter(sent.path("level").asText()::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> ArmError.badRequest(
                        "InvalidLockLevel", "The level of a lock is one of " + String.join(", ", LEVELS) + "."));
        ObjectNode lock = Json.object()
                .put("id", id)
                .put("type", "Microsoft.Authorization/locks")
                .put("name", id.replaceFirst(".*/", ""));
        ObjectNode properties = lock.putObject("properties").put("level", level);
        if (sent.path("notes").isTextual()) {
            properties.set("notes", sent.path("notes"));
        }
        world.locks().put(id, lock);
        return Reply.of(known ? 200 : 201, lock);
    }

    private void requireResource(List<String> scope) {
        boolean exists = scope.size() < RESOURCE
                || world.find("/" + String.join("/", scope.subList(0, RESOURCE)))
                        .isPresent();
        if (!exists) {
            throw ArmError.notFound("ResourceNotFound", "There is no resource /" + String.join("/", scope) + ".");
        }
    }

    /** Refuses a write that a lock forbids; ARM looks at the method and the path alone. */
    static void check(World world, Call call, String id) {
        boolean deletes = call.method().equals("DELETE");
        List<String> locked = call.writes() ? world.locks().blocking(id, deletes) : List.of();
        if (!locked.isEmpty()) {
            throw new ArmError(
                    409,
                    "ScopeLocked",
                    "The scope '" + id + "' cannot perform "
                            + Resources.verb(call).toLowerCase(Locale.ROOT)
                            + " operation because following scope(s) are locked: '" + String.join(",", locked)
                            + "'. Please remove the lock and try again.");
        }
    }
}
