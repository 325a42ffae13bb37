package io.postern.emulator.arm;

import io.postern.emulator.world.Caller;
import io.postern.emulator.world.Rights;
import io.postern.emulator.world.Scope;
import java.util.List;
import java.util.function.Function;

/** Lets a caller do what its role assignments say. */
record Guard(Rights rights) {
    void require(Caller caller, String action, String scope) {
        if (!rights.may(caller, action, new Scope(scope))) {
            throw denied(caller, action, scope);
        }
    }

    /** The items of a list that the caller may read; a caller who may read none, and not the list either, is refused. */
    <T> List<T> readable(Caller caller, String action, String scope, List<T> items, Function<T, String> id) {
        if (rights.may(caller, action, new Scope(scope))) {
            return items;
        }
        List<T> readable = items.stream()
                .filter(item -> rights.may(caller, action, new Scope(id.apply(item))))
                .toList();
        if (readable.isEmpty()) {
            throw denied(caller, action, scope);
        }
        return readable;
    }

    boolean knows(Caller caller, String scope) {
        return rights.knows(caller, new Scope(scope));
    }

    static ArmError denied(Caller caller, String action, String scope) {
        return new ArmError(
                403,
                "AuthorizationFailed",
                "The client '" + caller.name() + "' with object id '" + caller.oid()
                        + "' does not have authorization to perform action '" + action + "' over scope '" + scope
                        + "' or the scope is invalid. If access was recently granted, please refresh your credentials.");
    }
}
