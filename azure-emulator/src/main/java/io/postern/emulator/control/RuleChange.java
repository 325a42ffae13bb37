package io.postern.emulator.control;

import io.postern.emulator.world.ResourceType;
import io.postern.emulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The names of the security rules, or of a firewall's classic collections, that a write of the whole brought and took away: its path
 * names none of them. Collections of one name count as one.
 */
public record RuleChange(List<String> added, List<String> removed) {
    static final RuleChange NONE = new RuleChange(List.of(), List.of());

    static RuleChange between(Set<String> before, Set<String> after) {
        return new RuleChange(without(after, before), without(before, after));
    }

    /** The rules of the group or the firewall at a path; none when there is neither. */
    static Set<String> rulesAt(World world, String path) {
        return world.find(path).stream()
                .flatMap(found -> fields(found.type()).stream()
                        .flatMap(field -> found.properties().path(field).valueStream()))
                .map(rule -> rule.path("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> fields(ResourceType type) {
        return switch (type) {
            case NETWORK_SECURITY_GROUPS -> List.of("securityRules");
            case AZURE_FIREWALLS -> List.of("natRuleCollections", "networkRuleCollections");
            default -> List.of();
        };
    }

    private static List<String> without(Set<String> names, Set<String> others) {
        List<String> left = new ArrayList<>(names);
        left.removeAll(others);
        return left;
    }
}
