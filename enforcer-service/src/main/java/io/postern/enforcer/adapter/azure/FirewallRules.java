package io.postern.enforcer.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.nsg.Claim;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A firewall with classic rules in the form of an NSG, from ARM's own JSON. */
final class FirewallRules {
    private static final Pattern OF_POSTERN = Pattern.compile("(?i)postern-([a-z0-9]{1,12})-.+");

    private final List<SecurityRule> rules = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();
    private final Map<String, FirewallOpening> openings = new LinkedHashMap<>();

    private FirewallRules() {}

    static ObservedNsg of(JsonNode firewall, Instant serverTime) {
        FirewallRules read = new FirewallRules();
        JsonNode says = firewall.path("properties");
        read.each(says.path("networkRuleCollections"), FirewallOpening::addNetwork, read::network);
        read.each(says.path("natRuleCollections"), FirewallOpening::addNat, read::nat);
        // NB. after a write that failed Azure may show what it does not do: then ours are written anew
        boolean inForce = !says.path("provisioningState").asText("").equalsIgnoreCase("Failed");
        read.openings.values().forEach(opening -> read.rules.add(opening.rule(inForce)));
        return new ObservedNsg(
                new BoundaryId(firewall.path("id").asText()), read.rules, serverTime, null, read.claims, inForce);
    }

    /** The same with its original, by which it can be written if Azure says which version it is of. */
    static ObservedNsg whole(JsonNode firewall, Instant serverTime) {
        ObservedNsg seen = of(firewall, serverTime);
        String etag = firewall.path("etag").asText("");
        return etag.isEmpty()
                ? seen
                : new ObservedNsg(
                        seen.id(),
                        seen.rules(),
                        serverTime,
                        new ObservedNsg.Original(firewall.toString(), etag),
                        seen.claims(),
                        seen.inForce());
    }

    private void each(
            JsonNode collections, BiConsumer<FirewallOpening, JsonNode> ours, BiConsumer<String, JsonNode> foreign) {
        for (JsonNode collection : collections) {
            String name = collection.path("name").asText();
            if (isOfPostern(name)) {
                ours.accept(
                        openings.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new FirewallOpening(name)),
                        collection);
            } else {
                claims.add(new Claim(
                        name, collection.path("properties").path("priority").asInt()));
                foreign.accept(name, collection.path("properties"));
            }
        }
    }

    /** Whichever installation's: whose it is, is for others to ask. */
    private static boolean isOfPostern(String name) {
        return Stream.of(OF_POSTERN.matcher(name))
                .filter(Matcher::matches)
                .anyMatch(parts -> RuleName.parse(parts.group(1).toLowerCase(Locale.ROOT), name)
                        .isPresent());
    }

    private void network(String collection, JsonNode says) {
        for (JsonNode rule : says.path("rules")) {
            rules.addAll(FirewallJson.rules(collection + "/" + rule.path("name").asText(), says, rule));
        }
    }

    private void nat(String collection, JsonNode says) {
        for (JsonNode rule : says.path("rules")) {
            claims.add(new Claim(
                    collection + "/" + rule.path("name").asText(),
                    says.path("priority").asInt(),
                    FirewallJson.protocols(rule),
                    FirewallJson.words(rule.path("destinationAddresses")),
                    FirewallJson.words(rule.path("destinationPorts")),
                    rule.path("translatedAddress").asText(""),
                    rule.path("translatedPort").asText("")));
        }
    }
}
