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
            throw refusal(caller, action, scope);
        }
    }

    private ArmError refusal(Caller caller, String action, String scope) {
        return rights.denial(caller, action, new Scope(scope))
                .filter(d -> rights.assigned(caller, action, new Scope(scope)))
                .map(d -> new ArmError(
                        403,
                        "DenyAssignmentAuthorizationFailed",
                        "The client '" + caller.name() + "' with object id '" + caller.oid() + "' has a role for '"
                                + action + "' on scope '" + scope + "', but the deny assignment '"
                                + d.body().path("id").asText() + "' forbids it."))
                .orElseGet(() -> denied(caller, action, scope));
    }

    /** The items of a list that the caller may read; a caller who may read none, and not the list either, is refused. */
    <T> List<T> readable(Caller caller, String action, String scope, List<T> items, Function<T, String> id) {
        boolean all = rights.may(caller, action, new Scope(scope));
        if (all && rights.denials().isEmpty()) {
            return items;
        }
        List<T> readable = items.stream()
                .filter(item -> rights.may(caller, action, new Scope(id.apply(item))))
                .toList();
        if (readable.isEmpty() && !all) {
            throw refusal(caller, action, scope);
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
