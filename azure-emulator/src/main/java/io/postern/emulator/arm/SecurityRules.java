package io.postern.emulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Reply;
import io.postern.emulator.world.Stored;
import io.postern.emulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes single rules of a security group. A write leaves every other rule as it is. */
final class SecurityRules {
    private final World world;
    private final Operations operations;
    private final Views views;

    SecurityRules(World world, Operations operations, Views views) {
        this.world = world;
        this.operations = operations;
        this.views = views;
    }

    Reply put(Call call, Address address) {
        Stored group = world.find(address.resourceId())
                .orElseThrow(() -> ArmError.notFound(
                        "ParentResourceNotFound",
                        "Can not perform requested operation on nested resource. Parent resource '"
                                + address.name().orElse("") + "' not found."));
        String name = address.nestedName().orElseThrow();
        Optional<ObjectNode> before = group.child(name);
        Preconditions.checkPut(call, before.map(rule -> group.etag()));
        String id = group.id() + "/securityRules/" + name;
        ObjectNode rule = Bodies.storedChild(
                Bodies.read(call), id, "Microsoft.Network/networkSecurityGroups/securityRules", before);
        operations.checkFree(group.id(), call.at());
        RuleChecks.check(rule.path("id").asText(), (ObjectNode) rule.path("properties"));
        GroupChecks.check(with(group, rule));
        group.putChild(rule);
        world.changed(group);
        Operation operation = operations.start(
                "PutSecurityRuleOperation", group.id(), rule.path("id").asText(), call.at());
        Reply reply = views.nested(before.isPresent() ? 200 : 201, group, rule, call.at());
        return announced(reply, operation, call, group);
    }

    Reply delete(Call call, Address address) {
        Optional<Stored> group = world.find(address.resourceId());
        Optional<ObjectNode> rule =
                group.flatMap(g -> g.child(address.nestedName().orElseThrow()));
        if (group.isEmpty() || rule.isEmpty()) {
            return Reply.of(204);
        }
        Preconditions.checkDelete(call, group.get().etag());
        operations.checkFree(group.get().id(), call.at());
        group.get().removeChild(address.nestedName().orElseThrow());
        world.changed(group.get());
        Operation operation = operations.start(
                "DeleteSecurityRuleOperation",
                group.get().id(),
                rule.get().path("id").asText(),
                call.at());
        return announced(Reply.of(202), operation, call, group.get());
    }

    /** The group's rules as they would be: the new one stands last, so that a clash names it first. */
    private static List<JsonNode> with(Stored group, ObjectNode rule) {
        List<JsonNode> rules = new ArrayList<>();
        for (JsonNode other : group.children()) {
            if (!other.path("name").asText().equalsIgnoreCase(rule.path("name").asText())) {
                rules.add(other);
            }
        }
        rules.add(rule);
        return rules;
    }

    private Reply announced(Reply reply, Operation operation, Call call, Stored group) {
        return operations.announced(
                reply,
                operation,
                call,
                "Microsoft.Network",
                group.body().path("location").asText());
    }
}
