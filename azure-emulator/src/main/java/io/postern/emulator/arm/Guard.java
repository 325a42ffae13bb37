package io.postern.emulator.arm;

import io.postern.emulator.world.Caller;
import io.postern.emulator.world.Directory;
import io.postern.emulator.world.Rights;
import java.util.List;
import java.util.function.Function;

/** Lets a caller do what its role assignments say. */
record Guard(Directory directory) {
    Rights rights() {
        return directory.rights();
    }

    void require(Caller caller, String action, String scope) {
        Rights rights = rights();
        if (!rights.may(caller, action, rights.at(scope))) {
            throw refusal(caller, action, scope);
        }
    }

    private ArmError refusal(Caller caller, String action, String scope) {
        Rights rights = rights();
        return rights.denial(caller, action, rights.at(scope))
                .filter(d -> rights.assigned(caller, action, rights.at(scope)))
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
        Rights rights = rights();
        boolean all = rights.may(caller, action, rights.at(scope));
        if (all && rights.denials().isEmpty()) {
            return items;
        }
        List<T> readable = items.stream()
                .filter(item -> rights.may(caller, action, rights.at(id.apply(item))))
                .toList();
        if (readable.isEmpty() && !all) {
            throw refusal(caller, action, scope);
        }
        return readable;
    }

    boolean knows(Caller caller, String scope) {
        return rights().knows(caller, rights().at(scope));
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
