package io.postern.emulator.arm;

import io.postern.emulator.world.ResourceType;
import java.util.List;
import java.util.Optional;

/** Where a resource path points: a type within a subscription or a group, one resource, or something nested in it. */
record Address(
        String subscription,
        Optional<String> group,
        ResourceType type,
        Optional<String> name,
        Optional<String> nested,
        Optional<String> nestedName) {

    /** Reads a path whose {@code providers} segment stands at {@code at} (2 or 4). */
    static Optional<Address> of(List<String> path, int at) {
        if (path.size() < at + 3 || path.size() > at + 6 || at == 2 && path.size() > at + 3) {
            return Optional.empty();
        }
        return ResourceType.find(path.get(at + 1), path.get(at + 2))
                .map(type -> new Address(
                        path.get(1),
                        at == 4 ? Optional.of(path.get(3)) : Optional.empty(),
                        type,
                        segment(path, at + 3),
                        segment(path, at + 4),
                        segment(path, at + 5)))
                .filter(a -> a.nested().isEmpty()
                        || a.type().nested().equalsIgnoreCase(a.nested().get()));
    }

    private static Optional<String> segment(List<String> path, int index) {
        return index < path.size() ? Optional.of(path.get(index)) : Optional.empty();
    }

    /** The scope in which a list looks: subscription or group. */
    String container() {
        return "/subscriptions/" + subscription
                + group.map(g -> "/resourceGroups/" + g).orElse("");
    }

    /** The id of the resource, or of the parent of something nested. */
    String resourceId() {
        return container() + "/providers/" + type.text()
                + name.map(n -> "/" + n).orElse("");
    }

    String nestedId() {
        return resourceId() + "/" + type.nested() + nestedName.map(n -> "/" + n).orElse("");
    }

    /** The RBAC action of a verb here, as {@code Microsoft.Network/networkSecurityGroups/securityRules/write}. */
    String action(String verb) {
        return type.text() + (nested.isPresent() ? "/" + type.nested() : "") + "/" + verb;
    }
}
