package io.postern.emulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.postern.emulator.world.ResourceType;
import io.postern.emulator.world.Stored;
import io.postern.emulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The names of the security rules that a write of a whole group brought and took away: its path names none of them. */
public record RuleChange(List<String> added, List<String> removed) {
    static final RuleChange NONE = new RuleChange(List.of(), List.of());

    static RuleChange between(Set<String> before, Set<String> after) {
        return new RuleChange(without(after, before), without(before, after));
    }

    /** The rules of the group at a path; none when there is no group. */
    static Set<String> rulesAt(World world, String path) {
        Set<String> names = new TreeSet<>();
        Optional<Stored> group = world.find(path).filter(found -> found.type() == ResourceType.NETWORK_SECURITY_GROUPS);
        for (JsonNode rule : group.map(found -> found.body().path("properties").path("securityRules"))
                .orElseGet(MissingNode::getInstance)) {
            names.add(rule.path("name").asText());
        }
        return names;
    }

    private static List<String> without(Set<String> names, Set<String> others) {
        List<String> left = new ArrayList<>(names);
        left.removeAll(others);
        return left;
    }
}
