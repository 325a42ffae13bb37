package io.postern.enforcer.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** NSGs and rules in ARM's own JSON, so that nothing is lost that a client model does not know. */
final class RuleJson {
    private RuleJson() {}

    /** What does not say which rules stand is no proof that none does: it is an {@link IllegalArgumentException}. */
    static ObservedNsg nsg(JsonNode nsg, Instant serverTime) {
        JsonNode standing = nsg.path("properties").path("securityRules");
        if (!standing.isArray()) {
            throw new IllegalArgumentException("Azure's answer about an NSG lists no rules");
        }
        List<SecurityRule> rules = new ArrayList<>();
        standing.forEach(rule -> rules.add(rule(rule)));
        return new ObservedNsg(new BoundaryId(nsg.path("id").asText()), rules, serverTime);
    }

    /** The same with its original, by which it can be written as a whole if Azure says which version it is of. */
    static ObservedNsg whole(JsonNode nsg, Instant serverTime) {
        ObservedNsg seen = nsg(nsg, serverTime);
        String etag = nsg.path("etag").asText("");
        return etag.isEmpty()
                ? seen
                : new ObservedNsg(seen.id(), seen.rules(), serverTime, new ObservedNsg.Original(nsg.toString(), etag));
    }

    /** A rule of ours as it is written. */
    static ObjectNode of(RuleWrite write) {
        ObjectNode rule = JsonNodeFactory.instance.objectNode();
        rule.put("name", write.name().text());
        ObjectNode says = rule.putObject("properties");
        says.put("description", write.description())
                .put("protocol", write.shape().protocol().ruleWord())
                .put("sourcePortRange", "*")
                .put("access", write.shape().access().ruleWord())
                .put("priority", write.priority())
                .put("direction", "Inbound");
        write.shape().ports().forEach(says.putArray("destinationPortRanges")::add);
        write.shape().destinations().forEach(says.putArray("destinationAddressPrefixes")::add);
        // "*" has a field of its own: a list of prefixes may not hold it
        if (write.shape().sources().equals(List.of("*"))) {
            says.put("sourceAddressPrefix", "*");
        } else {
            write.shape().sources().forEach(says.putArray("sourceAddressPrefixes")::add);
        }
        return rule;
    }

    private static SecurityRule rule(JsonNode rule) {
        JsonNode says = rule.path("properties");
        boolean plain = says.path("sourceApplicationSecurityGroups").isEmpty()
                && says.path("destinationApplicationSecurityGroups").isEmpty();
        return new SecurityRule(
                rule.path("name").asText(),
                says.path("priority").asInt(),
                says.path("direction").asText().equalsIgnoreCase("Inbound"),
                says.path("access").asText().equalsIgnoreCase("Deny") ? Access.DENY : Access.ALLOW,
                says.path("protocol").asText("*"),
                either(says, "sourceAddressPrefix", "sourceAddressPrefixes"),
                either(says, "sourcePortRange", "sourcePortRanges"),
                either(says, "destinationAddressPrefix", "destinationAddressPrefixes"),
                either(says, "destinationPortRange", "destinationPortRanges"),
                says.path("description").asText(""),
                plain,
                groups(says.path("sourceApplicationSecurityGroups")),
                groups(says.path("destinationApplicationSecurityGroups")));
    }

    private static List<String> groups(JsonNode references) {
        List<String> ids = new ArrayList<>();
        references.forEach(group -> ids.add(group.path("id").asText().toLowerCase(Locale.ROOT)));
        return ids;
    }

    private static List<String> either(JsonNode says, String one, String many) {
        List<String> values = new ArrayList<>();
        String single = says.path(one).asText("");
        if (!single.isBlank()) {
            values.add(single);
        }
        says.path(many).forEach(value -> values.add(value.asText()));
        return values;
    }
}
