package io.postern.emulator.arm;

import io.postern.emulator.http.Call;
import io.postern.emulator.http.Reply;
import io.postern.emulator.world.Caller;
import io.postern.emulator.world.ResourceType;
import io.postern.emulator.world.Stored;
import io.postern.emulator.world.World;
import java.util.List;
import java.util.Locale;

/** Reads resources, and sends writes to who can do them, after the caller's rights were checked. */
final class Resources {
    private final World world;
    private final Guard guard;
    private final Views views;
    private final Paging paging;
    private final ResourceWrites writes;
    private final SecurityRules rules;

    Resources(World world, Guard guard, Operations operations, Views views, Paging paging) {
        this.world = world;
        this.guard = guard;
        this.views = views;
        this.paging = paging;
        this.writes = new ResourceWrites(world, operations, views);
        this.rules = new SecurityRules(world, operations, views);
    }

    Reply answer(Call call, Caller caller, Address address) {
        if (address.nested().isPresent()) {
            return nested(call, caller, address);
        }
        if (address.name().isEmpty()) {
            return list(call, caller, address);
        }
        guard.require(caller, address.action(verb(call)), address.resourceId());
        LockEndpoints.check(world, call, address.resourceId());
        return switch (call.method()) {
            case "GET" -> views.one(200, existing(address), call.at());
            case "PUT" -> writes.put(call, address);
            case "DELETE" -> writes.delete(call, address);
            default -> throw ArmError.method(call.method());
        };
    }

    private Reply list(Call call, Caller caller, Address address) {
        if (!call.method().equals("GET")) {
            throw ArmError.method(call.method());
        }
        String within = address.container().toLowerCase(Locale.ROOT) + "/";
        List<Stored> found = world.all(address.type()).stream()
                .filter(r -> r.id().toLowerCase(Locale.ROOT).startsWith(within))
                .toList();
        return paging.page(
                call,
                guard.readable(caller, address.action("read"), address.container(), found, Stored::id),
                Stored::id,
                shown -> views.of(shown, call.at()));
    }

    private Reply nested(Call call, Caller caller, Address address) {
        guard.require(caller, address.action(verb(call)), address.nestedId());
        LockEndpoints.check(world, call, address.nestedId());
        boolean one = address.nestedName().isPresent();
        boolean isRule = address.type() == ResourceType.NETWORK_SECURITY_GROUPS;
        if (call.method().equals("GET")) {
            return one ? nestedOne(call, address) : nestedList(call, address);
        }
        if (!one || !isRule) {
            throw ArmError.method(call.method());
        }
        return switch (call.method()) {
            case "PUT" -> rules.put(call, address);
            case "DELETE" -> rules.delete(call, address);
            default -> throw ArmError.method(call.method());
        };
    }

    private Reply nestedOne(Call call, Address address) {
        Stored parent = existing(address);
        return parent.child(address.nestedName().orElseThrow())
                .map(child -> views.nested(200, parent, child, call.at()))
                .orElseThrow(() -> ArmError.notFound("NotFound", "Resource " + address.nestedId() + " not found."));
    }

    private Reply nestedList(Call call, Address address) {
        Stored parent = existing(address);
        return paging.page(
                call,
                parent.children()
                        .valueStream()
                        .map(child -> views.nested(parent, child, call.at()))
                        .toList());
    }

    private Stored existing(Address address) {
        return world.find(address.resourceId())
                .orElseThrow(() -> ArmError.notFound(
                        "ResourceNotFound",
                        "The Resource '" + address.type().text() + "/"
                                + address.name().orElse("")
                                + "' under resource group '" + address.group().orElse("") + "' was not found. For more"
                                + " details please go to https://aka.ms/ARMResourceNotFoundFix"));
    }

    /** The last part of the RBAC action that a request needs. */
    static String verb(Call call) {
        return switch (call.method()) {
            case "GET" -> "read";
            case "DELETE" -> "delete";
            default -> "write";
        };
    }
}
