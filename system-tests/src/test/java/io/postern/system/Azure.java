package io.postern.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the emulator saw: the oracle of these tests, because no service of ours can bend it. */
final class Azure {
    private static final String API = "?api-version=2024-05-01";

    private final String base;
    private final People people;

    Azure(String base, People people) {
        this.base = base;
        this.people = people;
    }

    /** When Azure accepted the removal of a rule. */
    Optional<Instant> removed(String ruleName) {
        return accepted("DELETE", ruleName).findFirst().map(write -> time(write));
    }

    /** When Azure accepted the removal after which the rule did not come back. */
    Optional<Instant> lastRemoved(String ruleName) {
        return accepted("DELETE", ruleName).reduce((_, last) -> last).map(write -> time(write));
    }

    /** Whether a rule is in any NSG. */
    boolean stands(String ruleName) {
        return groups("").toString().contains("\"" + ruleName + "\"");
    }

    /** The NSGs whose names begin so, with all that is in them but what Azure says of the last write. It may want to be asked again. */
    List<String> groups(String prefix) {
        Answer answer = Http.get(base + World.nsgList() + API, people.azure("admin"));
        if (answer.status() != 200) {
            throw new IllegalStateException("the NSGs cannot be listed: " + answer);
        }
        return answer.body()
                .path("value")
                .valueStream()
                .filter(nsg -> nsg.path("name").asText().startsWith(prefix))
                .map(nsg -> nsg.toString().replaceAll("\"(etag|provisioningState)\":\"[^,}]*\"", ""))
                .toList();
    }

    /** When Azure accepted the opening of a rule. */
    Optional<Instant> opened(String ruleName) {
        return accepted("PUT", ruleName).findFirst().map(write -> time(write));
    }

    long writes(String method, String ruleName) {
        return accepted(method, ruleName).count();
    }

    /** The writes to an NSG and to its rules that Azure accepted. */
    long groupWrites(String nsg) {
        String group = "/networksecuritygroups/" + nsg.toLowerCase(Locale.ROOT);
        return accepted()
                .filter(write -> (path(write) + "/").contains(group + "/"))
                .count();
    }

    /** Writes of the rule itself, and of its whole group that brought it or took it away; not what Azure took back by itself. */
    private Stream<JsonNode> accepted(String method, String ruleName) {
        String ending = "/securityrules/" + ruleName.toLowerCase(Locale.ROOT);
        String change = method.equals("DELETE") ? "removed" : "added";
        return accepted()
                .filter(write -> !write.path("who").asText().equals("azure"))
                .filter(write -> write.path("method").asText().equals(method)
                                && path(write).endsWith(ending)
                        || named(write.path(change), ruleName));
    }

    private Stream<JsonNode> accepted() {
        JsonNode history = Http.get(base + "/_emulator/history", "").body();
        return StreamSupport.stream(writes(history).spliterator(), false)
                .filter(write -> write.path("status").asInt() / 100 == 2);
    }

    private static boolean named(JsonNode rules, String name) {
        return StreamSupport.stream(rules.spliterator(), false)
                .anyMatch(rule -> rule.asText().equals(name));
    }

    private static String path(JsonNode write) {
        return write.path("path").asText().toLowerCase(Locale.ROOT);
    }

    private static JsonNode writes(JsonNode history) {
        return history.isArray() ? history : history.path("value");
    }

    private static Instant time(JsonNode write) {
        return Instant.parse(write.path("time").asText());
    }

    /** The names of all NSGs. */
    List<String> nsgs() {
        List<String> names = new ArrayList<>();
        Http.get(base + World.nsgList() + API, people.azure("admin"))
                .body()
                .path("value")
                .forEach(nsg -> names.add(nsg.path("name").asText()));
        return names;
    }

    /** The rules of an NSG by name, as the exact JSON that Azure would give. */
    TreeMap<String, String> rules(String nsg) {
        Answer answer = Http.get(base + World.nsgId(nsg) + API, people.azure("admin"));
        TreeMap<String, String> rules = new TreeMap<>();
        answer.body()
                .path("properties")
                .path("securityRules")
                .forEach(rule -> rules.put(
                        rule.path("name").asText(), rule.path("properties").toString()));
        return rules;
    }

    /** All that is not ours of every firewall, as the exact JSON that Azure would give. */
    TreeMap<String, String> foreignPartsOfFirewalls() {
        TreeMap<String, String> parts = new TreeMap<>();
        Http.get(base + World.firewallList() + API, people.azure("admin"))
                .body()
                .path("value")
                .forEach(firewall -> parts.put(firewall.path("name").asText(), foreign(firewall)));
        return parts;
    }

    private static String foreign(JsonNode firewall) {
        ObjectNode kept = firewall.deepCopy();
        kept.remove("etag");
        ObjectNode properties = kept.withObjectProperty("properties");
        properties.remove("provisioningState");
        for (String field : List.of("natRuleCollections", "networkRuleCollections")) {
            properties
                    .withArrayProperty(field)
                    .removeIf(collection -> collection.path("name").asText().startsWith("postern-"));
        }
        return kept.toString();
    }

    /** Whether any allow of ours stands in an NSG. */
    boolean hasOpening(String nsg) {
        return rules(nsg).keySet().stream().anyMatch(name -> name.startsWith("postern-") && !name.contains("-deny-"));
    }

    boolean passes(String from, String vm, int port) {
        return Http.get(
                        base + "/_emulator/packet?from=" + from + "&vm=" + World.vmId(vm) + "&port=" + port
                                + "&protocol=Tcp",
                        "")
                .body()
                .path("allowed")
                .asBoolean();
    }
}
