package io.postern.emulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.world.ResourceType;
import io.postern.emulator.world.Stored;
import io.postern.emulator.world.World;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Takes back what one write did to a security group or a firewall, and nothing that others have written since. */
record Undo(Instant at, String group, Optional<Stored> before, Optional<Stored> after) {
    void run(World world, Instant moment, ArmEndpoints.UndoListener steps) {
        Optional<Stored> now = world.find(group);
        if (before.isEmpty()) {
            now.ifPresent(created -> {
                world.remove(created);
                steps.took(moment, "DELETE", created.id());
            });
        } else if (now.isEmpty()) {
            world.put(before.get().copy());
            steps.took(moment, "PUT", group);
        } else if (now.get().type() != ResourceType.NETWORK_SECURITY_GROUPS) {
            whole(now.get(), world, moment, steps);
        } else {
            rules(now.get(), world, moment, steps);
        }
    }

    private void whole(Stored now, World world, Instant moment, ArmEndpoints.UndoListener steps) {
        if (after.filter(a -> a.body().equals(now.body())).isPresent()) {
            before.ifPresent(b -> world.put(b.copy()));
            steps.took(moment, "PUT", now.id());
        }
    }

    private void rules(Stored now, World world, Instant moment, ArmEndpoints.UndoListener steps) {
        Set<String> names = new LinkedHashSet<>();
        before.ifPresent(b -> b.children().forEach(rule -> names.add(name(rule))));
        after.ifPresent(a -> a.children().forEach(rule -> names.add(name(rule))));
        for (String name : names) {
            Optional<ObjectNode> was = before.flatMap(b -> b.child(name));
            Optional<ObjectNode> became = after.flatMap(a -> a.child(name));
            if (!was.equals(became) && now.child(name).equals(became)) {
                was.ifPresentOrElse(rule -> now.putChild(rule.deepCopy()), () -> now.removeChild(name));
                world.changed(now);
                steps.took(moment, was.isPresent() ? "PUT" : "DELETE", now.id() + "/securityRules/" + name);
            }
        }
    }

    private static String name(JsonNode rule) {
        return rule.path("name").asText();
    }
}
