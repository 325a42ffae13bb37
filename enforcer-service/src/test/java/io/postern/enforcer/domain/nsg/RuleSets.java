package io.postern.enforcer.domain.nsg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Makes up security rules in Azure's own JSON, and packets that hit the edges of their ranges. The same seed gives the same. */
final class RuleSets {
    static final List<String> SPACE = List.of("10.0.0.0/16", "10.7.0.0/24", "fd00:10::/48");
    static final String WEB =
            "/subscriptions/1/resourceGroups/g/providers/Microsoft.Network/applicationSecurityGroups/web";
    static final String DB =
            "/subscriptions/1/resourceGroups/g/providers/Microsoft.Network/applicationSecurityGroups/db";

    private static final List<String> ADDRESSES = List.of(
            "10.0.1.4",
            "10.0.1.5",
            "10.0.0.0",
            "10.0.255.255",
            "10.1.0.0",
            "10.7.0.9",
            "10.9.9.9",
            "168.63.129.16",
            "203.0.113.7",
            "203.0.113.8",
            "203.0.113.127",
            "203.0.113.128",
            "203.0.112.255",
            "203.0.114.0",
            "8.8.8.8",
            "192.168.1.1",
            "172.31.255.255",
            "172.32.0.0",
            "0.0.0.0",
            "255.255.255.255",
            "100.64.0.1",
            "169.254.1.1");
    private static final List<String> ADDRESSES_6 = List.of(
            "fd00:10::4",
            "fd00:10:0:ffff:ffff:ffff:ffff:ffff",
            "fd00:10:1::",
            "fd00:11::1",
            "2001:db8::7",
            "2001:db8:0:1::",
            "2001:db9::",
            "fe80::1",
            "::1",
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
    private static final List<String> PREFIXES = List.of(
            "*",
            "0.0.0.0/0",
            "10.0.0.0/8",
            "10.0.0.0/16",
            "10.0.1.0/24",
            "10.0.1.4",
            "10.0.1.4/32",
            "10.0.1.5",
            "10.0.1.4/31",
            "203.0.113.0/24",
            "203.0.113.0/25",
            "203.0.113.128/25",
            "203.0.113.7",
            "203.0.113.7/32",
            "203.0.113.9/24",
            "8.0.0.0/5",
            "192.168.0.0/16",
            "172.16.0.0/12",
            "::/0",
            "fd00:10::/48",
            "fd00:10::4",
            "2001:db8::/64",
            "2001:db8::/63",
            "2001:DB8::7/128",
            "VirtualNetwork",
            "virtualnetwork",
            "Internet",
            "INTERNET",
            "AzureLoadBalancer",
            "VirtualNetwork",
            "Internet",
            "*");
    private static final List<String> PORTS =
            List.of("*", "22", "22", "3389", "20-25", "22-22", "21", "23-65535", "0-21", "0-65535", "3380-3400", "443");
    private static final List<Integer> PORT_EDGES =
            List.of(22, 22, 22, 0, 20, 21, 23, 25, 26, 3379, 3380, 3389, 3400, 3401, 443, 65_535);
    private static final List<String> PROTOCOLS = List.of("*", "*", "Tcp", "Tcp", "TCP", "Udp", "Icmp", "Esp", "Ah");

    private final Random random;
    private int unknownTags;

    RuleSets(long seed) {
        this.random = new Random(seed);
    }

    /** The rules of one NSG; {@code strange} tags have members that nobody knows. */
    ArrayNode rules(ObjectMapper json, boolean strange) {
        ArrayNode rules = json.createArrayNode();
        Set<Integer> in = new TreeSet<>();
        Set<Integer> out = new TreeSet<>();
        int count = random.nextInt(9);
        for (int i = 0; i < count; i++) {
            boolean inbound = random.nextInt(8) > 0;
            int priority = 100 + random.nextInt(12);
            if ((inbound ? in : out).add(priority)) {
                rules.add(rule(json, "r" + i, priority, inbound, strange));
            }
        }
        return rules;
    }

    private ObjectNode rule(ObjectMapper json, String name, int priority, boolean inbound, boolean strange) {
        ObjectNode rule = json.createObjectNode().put("name", name);
        ObjectNode says = rule.putObject("properties")
                .put("priority", priority)
                .put(
                        "direction",
                        random.nextInt(5) == 0 ? inbound ? "inbound" : "outbound" : inbound ? "Inbound" : "Outbound")
                .put("access", random.nextBoolean() ? "Allow" : "Deny")
                .put("protocol", pick(PROTOCOLS));
        ports(says, "sourcePortRange", random.nextInt(6) > 0);
        ports(says, "destinationPortRange", false);
        side(says, "source", strange);
        side(says, "destination", false);
        return rule;
    }

    private void ports(ObjectNode says, String field, boolean any) {
        if (any || random.nextBoolean()) {
            says.put(field, any ? "*" : pick(PORTS));
        } else {
            ArrayNode many = says.putArray(field + "s");
            for (int i = random.nextInt(3); i >= 0; i--) {
                many.add(pick(PORTS));
            }
        }
    }

    private void side(ObjectNode says, String side, boolean strange) {
        int kind = random.nextInt(strange ? 10 : 9);
        if (kind == 9) {
            says.put(side + "AddressPrefix", "Service" + unknownTags++);
        } else if (kind >= 7) {
            ArrayNode groups = says.putArray(side + "ApplicationSecurityGroups");
            for (int i = random.nextInt(2); i >= 0; i--) {
                groups.addObject().put("id", random.nextBoolean() ? WEB : DB.toUpperCase(java.util.Locale.ROOT));
            }
        } else if (kind >= 4) {
            ArrayNode many = says.putArray(side + "AddressPrefixes");
            for (int i = random.nextInt(3); i >= 0; i--) {
                many.add(pick(PREFIXES));
            }
        } else {
            says.put(side + "AddressPrefix", pick(PREFIXES));
        }
    }

    String source(boolean v6) {
        return pick(v6 ? ADDRESSES_6 : ADDRESSES);
    }

    boolean v6() {
        return random.nextInt(5) == 0;
    }

    int port() {
        return pick(PORT_EDGES);
    }

    int sourcePort() {
        return random.nextBoolean() ? 50_000 : pick(PORT_EDGES);
    }

    Transport transport() {
        return random.nextInt(4) > 0
                ? Transport.TCP
                : pick(Stream.of(Transport.values()).toList());
    }

    List<String> unknownTags() {
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < unknownTags; i++) {
            tags.add("Service" + i);
        }
        return tags;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
