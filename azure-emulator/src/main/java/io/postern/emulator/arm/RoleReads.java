package io.postern.emulator.arm;

import io.postern.emulator.http.Call;
import io.postern.emulator.http.Reply;
import io.postern.emulator.world.Assignment;
import io.postern.emulator.world.Caller;
import io.postern.emulator.world.Directory;
import io.postern.emulator.world.Rights;
import io.postern.emulator.world.RoleDefinition;
import io.postern.emulator.world.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Microsoft.Authorization: role assignments, role definitions and deny assignments, to read. */
final class RoleReads {
    private static final Pattern TERM = Pattern.compile(
            "atScope\\(\\)|assignedTo\\('([^']+)'\\)|principalId eq '?([^' ]+)'?", Pattern.CASE_INSENSITIVE);
    private final Directory directory;
    private final Guard guard;
    private final Paging paging;

    RoleReads(Directory directory, Guard guard, Paging paging) {
        this.paging = paging;
        this.directory = directory;
        this.guard = guard;
    }

    Reply answer(Call call, Caller caller, int providersAt) {
        List<String> path = call.segments();
        if (!call.method().equals("GET")) {
            throw ArmError.method(call.method());
        }
        Rights rights = directory.rights();
        Scope scope = rights.at("/" + String.join("/", path.subList(0, providersAt)));
        String collection = path.size() > providersAt + 2 ? path.get(providersAt + 2) : "";
        Optional<String> name =
                path.size() > providersAt + 3 ? Optional.of(path.get(providersAt + 3)) : Optional.empty();
        if (collection.equalsIgnoreCase("roleAssignments")) {
            guard.require(caller, "Microsoft.Authorization/roleAssignments/read", scope.id());
            return name.map(n -> one(rights.assignments(), scope, n, "RoleAssignmentNotFound"))
                    .orElseGet(() -> list(rights.assignments(), call, scope));
        }
        if (collection.equalsIgnoreCase("denyAssignments")) {
            guard.require(caller, "Microsoft.Authorization/denyAssignments/read", scope.id());
            return name.map(n -> one(rights.denials(), scope, n, "DenyAssignmentNotFound"))
                    .orElseGet(() -> list(rights.denials(), call, scope));
        }
        if (collection.equalsIgnoreCase("roleDefinitions")) {
            // What a role means is no secret; the definitions of the whole tenant are read without a scope.
            if (!scope.id().isEmpty()) {
                guard.require(caller, "Microsoft.Authorization/roleDefinitions/read", scope.id());
            }
            return name.map(this::definition)
                    .orElseGet(() -> paging.page(
                            call,
                            rights.definitions().stream()
                                    .map(RoleDefinition::body)
                                    .toList()));
        }
        throw ArmEndpoints.unknownType("Microsoft.Authorization", collection, call);
    }

    private Reply list(List<? extends Assignment> assignments, Call call, Scope scope) {
        Predicate<Assignment> filter = a -> a.scope().covers(scope) || scope.covers(a.scope());
        for (String term : call.query("$filter").orElse("").split("(?i) and ")) {
            if (!term.isBlank()) {
                filter = filter.and(term(term.trim(), scope));
            }
        }
        return paging.page(
                call, assignments.stream().filter(filter).map(Assignment::body).toList());
    }

    private Predicate<Assignment> term(String text, Scope scope) {
        Matcher term = TERM.matcher(text);
        if (!term.matches()) {
            throw ArmError.badRequest("UnsupportedQuery", "The filter '" + text + "' is not supported.");
        }
        if (term.group(1) != null) {
            Set<String> holders = new HashSet<>(directory.members().groupsOf(term.group(1)));
            holders.add(term.group(1));
            return a -> a.isFor(holders);
        }
        if (term.group(2) != null) {
            Set<String> principal = Set.of(term.group(2));
            return a -> a.isFor(principal);
        }
        return a -> a.scope().covers(scope);
    }

    private static Reply one(List<? extends Assignment> assignments, Scope scope, String name, String absent) {
        return assignments.stream()
                .filter(a -> a.body().path("name").asText().equalsIgnoreCase(name)
                        && a.scope().covers(scope))
                .findFirst()
                .map(a -> Reply.of(200, a.body()))
                .orElseThrow(() -> ArmError.notFound(absent, "The assignment '" + name + "' is not found."));
    }

    private Reply definition(String guid) {
        return directory.rights().definitions().stream()
                .filter(d -> d.guid().equalsIgnoreCase(guid))
                .findFirst()
                .map(d -> Reply.of(200, d.body()))
                .orElseThrow(() -> ArmError.notFound(
                        "RoleDefinitionDoesNotExist",
                        "The specified role definition with ID '" + guid + "' does not exist."));
    }
}
