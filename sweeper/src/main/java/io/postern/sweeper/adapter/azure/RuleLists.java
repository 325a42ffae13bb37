package io.postern.sweeper.adapter.azure;

import static java.lang.System.Logger.Level.WARNING;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.contracts.id.BoundaryId;
import io.postern.sweeper.domain.ListedRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the items of Azure's lists say about rules. One odd item must not keep all others from being swept. */
final class RuleLists {
    private static final System.Logger LOG = System.getLogger(RuleLists.class.getName());

    private RuleLists() {}

    /** The security rules of an NSG. */
    static List<ListedRule> ofGroup(JsonNode group) {
        List<ListedRule> rules = new ArrayList<>();
        try {
            BoundaryId boundary = new BoundaryId(group.path("id").asText());
            for (JsonNode rule : group.at("/properties/securityRules")) {
                boolean allow = rule.at("/properties/access").asText().equalsIgnoreCase("Allow");
                rules.add(new ListedRule(boundary, rule.path("name").asText(), allow));
            }
        } catch (IllegalArgumentException e) {
            LOG.log(WARNING, "A security group is left out: {0}", e.getMessage());
        }
        return rules;
    }

    /** The rule collections of a firewall by their names: what is in both lists is one opening. */
    static List<ListedRule> ofFirewall(JsonNode firewall) {
        Map<String, ListedRule> rules = new LinkedHashMap<>();
        try {
            BoundaryId boundary = new BoundaryId(firewall.path("id").asText());
            for (JsonNode collection : firewall.at("/properties/natRuleCollections")) {
                add(rules, boundary, collection, true);
            }
            for (JsonNode collection : firewall.at("/properties/networkRuleCollections")) {
                String action = collection.at("/properties/action/type").asText();
                add(rules, boundary, collection, action.equalsIgnoreCase("Allow"));
            }
        } catch (IllegalArgumentException e) {
            LOG.log(WARNING, "A firewall is left out: {0}", e.getMessage());
        }
        return List.copyOf(rules.values());
    }

    private static void add(Map<String, ListedRule> rules, BoundaryId boundary, JsonNode collection, boolean allow) {
        String name = collection.path("name").asText();
        rules.merge(
                name.toLowerCase(Locale.ROOT),
                new ListedRule(boundary, name, allow),
                (one, other) -> one.allow() ? one : other);
    }
}
