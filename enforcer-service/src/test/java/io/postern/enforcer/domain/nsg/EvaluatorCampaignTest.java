package io.postern.enforcer.domain.nsg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.contracts.net.Cidr;
import io.postern.emulator.packet.AddressPrefix;
import io.postern.emulator.packet.Packet;
import io.postern.emulator.packet.SecurityGroup;
import io.postern.emulator.packet.Zones;
import io.postern.enforcer.app.World;
import io.postern.enforcer.domain.boundary.KnownMachines;
import io.postern.enforcer.domain.boundary.Machine;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Holds the evaluator against the emulator's own verdict, which shares no code with it, on made-up rule sets of an interface
 * and its subnet. Each has a seed; a disagreement names it.
 */
class EvaluatorCampaignTest {
    private static final int SETS = Boolean.getBoolean("postern.long") ? 2_000_000 : 100_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<AddressPrefix> SPACE = RuleSets.SPACE.stream()
            .map(space -> AddressPrefix.parse(space).orElseThrow())
            .toList();
    private static final Map<String, Set<InetAddress>> MEMBERS = Map.of(
            RuleSets.WEB.toLowerCase(Locale.ROOT),
            Set.of(address("10.0.1.4"), address("fd00:10::4"), address("10.7.0.9")),
            RuleSets.DB.toLowerCase(Locale.ROOT),
            Set.of(address("10.0.1.5"), address("10.0.0.0")));
    private static final Zones KNOWN = new Zones(SPACE, MEMBERS);
    private static final Neighbourhood EXACT = new Exact();

    /** What the enforcer itself knows is less than the whole network; what it concludes from that has to be true all the same. */
    @Test
    void theEvaluatorAgreesWithTheEmulatorOnEverySetOfRules() {
        LongAdder allowed = new LongAdder();
        LongAdder concluded = new LongAdder();
        assertThat(disagreements(SETS, seed -> againstKnown(seed, allowed, concluded)))
                .isEmpty();
        assertThat(allowed.sum()).isBetween(SETS / 4L, SETS * 3L / 4);
        assertThat(concluded.sum()).isGreaterThan(SETS / 2L);
    }

    @Test
    void whereTheMembersOfATagAreNotKnownItSaysSoIfAndOnlyIfTheyMatter() {
        LongAdder undecided = new LongAdder();
        assertThat(disagreements(SETS / 5, seed -> againstUnknown(seed, undecided)))
                .isEmpty();
        assertThat(undecided.sum()).isGreaterThan(SETS / 1_000L);
    }

    private interface Check {
        Optional<String> of(long seed);
    }

    private static List<String> disagreements(int sets, Check check) {
        return LongStream.range(0, sets)
                .parallel()
                .mapToObj(seed -> check.of(seed).map(why -> "seed " + seed + ": " + why))
                .flatMap(Optional::stream)
                .limit(5)
                .toList();
    }

    private static Optional<String> againstKnown(long seed, LongAdder allowed, LongAdder concluded) {
        Case one = new Case(seed, false);
        List<SecurityGroup.Answer> answers = one.emulator(Map.of());
        boolean expected = answers.stream().allMatch(SecurityGroup.Answer::allowed);
        allowed.add(expected ? 1 : 0);
        List<NsgFilter> filters = one.filters();
        Verdict exact = NsgFilter.judge(filters, one.packet, EXACT).orElseThrow();
        boolean sameRule = answers.size() > 1
                || exact.because().name().equals(answers.getFirst().rule());
        Verdict known = NsgFilter.judge(filters, one.packet, new KnownMachines(List.of(one.machine())))
                .orElseThrow();
        boolean sure = known.answer() != Verdict.Answer.UNDECIDED;
        concluded.add(sure ? 1 : 0);
        return sameRule && exact.answer() == answer(expected) && (!sure || known.answer() == answer(expected))
                ? Optional.empty()
                : Optional.of(one + ": emulator " + answers + ", evaluator " + exact + ", enforcer " + known);
    }

    private static Verdict.Answer answer(boolean allowed) {
        return allowed ? Verdict.Answer.ALLOWED : Verdict.Answer.DENIED;
    }

    /** The emulator is asked with every way in which the unknown tags may hold the source. */
    private static Optional<String> againstUnknown(long seed, LongAdder undecided) {
        Case one = new Case(seed, true);
        List<String> tags = one.tags;
        if (tags.isEmpty() || tags.size() > 4) {
            return Optional.empty();
        }
        Set<Boolean> possible = IntStream.range(0, 1 << tags.size())
                .mapToObj(bits -> IntStream.range(0, tags.size())
                        .boxed()
                        .collect(Collectors.toMap(tags::get, i -> (bits >> i & 1) == 1)))
                .map(membership -> one.emulator(membership).stream().allMatch(SecurityGroup.Answer::allowed))
                .collect(Collectors.toSet());
        Verdict verdict = NsgFilter.judge(one.filters(), one.packet, EXACT).orElseThrow();
        Verdict.Answer expected = possible.size() > 1 ? Verdict.Answer.UNDECIDED : answer(possible.contains(true));
        if (expected == Verdict.Answer.UNDECIDED) {
            undecided.increment();
        }
        return verdict.answer() == expected
                ? Optional.empty()
                : Optional.of(one + ": emulator " + possible + ", evaluator " + verdict);
    }

    /** One or two NSGs and a packet. */
    private static final class Case {
        private final List<ArrayNode> ways = new ArrayList<>();
        private final List<String> tags;
        private final String source;
        private final String destination;
        private final Packet asked;
        private final Flow packet;

        Case(long seed, boolean strange) {
            RuleSets sets = new RuleSets(seed * 0x9E3779B97F4A7C15L);
            ways.add(sets.rules(JSON, strange));
            if (seed % 4 == 0) {
                ways.add(sets.rules(JSON, strange));
            }
            boolean v6 = sets.v6();
            source = sets.source(v6);
            destination = v6 ? "fd00:10::4" : "10.0.1.4";
            int sourcePort = sets.sourcePort();
            int port = sets.port();
            Transport transport = sets.transport();
            asked = new Packet(address(source), sourcePort, address(destination), port, transport.name());
            packet = Flow.packet(Cidr.parse(source), sourcePort, Cidr.parse(destination), port, transport);
            tags = sets.unknownTags();
        }

        List<SecurityGroup.Answer> emulator(Map<String, Boolean> membership) {
            return ways.stream().map(rules -> judged(rules, membership)).toList();
        }

        private SecurityGroup.Answer judged(ArrayNode rules, Map<String, Boolean> membership) {
            ArrayNode known = rules;
            if (!membership.isEmpty()) {
                known = rules.deepCopy();
                for (JsonNode rule : known) {
                    JsonNode says = rule.path("properties");
                    Boolean member =
                            membership.get(says.path("sourceAddressPrefix").asText());
                    if (member != null) {
                        ((ObjectNode) says).put("sourceAddressPrefix", member ? "*" : "255.255.255.254");
                    }
                }
            }
            return SecurityGroup.of("/nsg", "nsg", known).judge(asked, KNOWN);
        }

        List<NsgFilter> filters() {
            return ways.stream().map(rules -> new NsgFilter(observed(rules))).toList();
        }

        Machine machine() {
            Cidr address = Cidr.parse(destination);
            return new Machine(
                    World.VM,
                    List.of(address),
                    List.of(),
                    null,
                    Map.of(address, Map.of(RuleSets.WEB.toLowerCase(Locale.ROOT), Match.ALL)));
        }

        @Override
        public String toString() {
            return asked + " through " + ways;
        }
    }

    private static ObservedNsg observed(ArrayNode rules) {
        List<SecurityRule> read = new ArrayList<>();
        rules.forEach(rule -> {
            JsonNode says = rule.path("properties");
            List<String> from = groups(says.path("sourceApplicationSecurityGroups"));
            List<String> to = groups(says.path("destinationApplicationSecurityGroups"));
            read.add(new SecurityRule(
                    rule.path("name").asText(),
                    says.path("priority").asInt(),
                    says.path("direction").asText().equalsIgnoreCase("Inbound"),
                    says.path("access").asText().equals("Deny") ? Access.DENY : Access.ALLOW,
                    says.path("protocol").asText(),
                    either(says, "sourceAddressPrefix"),
                    either(says, "sourcePortRange"),
                    either(says, "destinationAddressPrefix"),
                    either(says, "destinationPortRange"),
                    "",
                    from.isEmpty() && to.isEmpty(),
                    from,
                    to));
        });
        return new ObservedNsg(World.NSG, read, Instant.EPOCH);
    }

    private static List<String> either(JsonNode says, String field) {
        List<String> all = new ArrayList<>();
        if (says.has(field)) {
            all.add(says.path(field).asText());
        }
        says.path(field + (field.endsWith("x") ? "es" : "s")).forEach(one -> all.add(one.asText()));
        return all;
    }

    private static List<String> groups(JsonNode references) {
        List<String> ids = new ArrayList<>();
        references.forEach(group -> ids.add(group.path("id").asText()));
        return ids;
    }

    private static InetAddress address(String text) {
        return InetAddress.ofLiteral(text);
    }

    /** Knows the whole network, as the emulator does; single addresses only. */
    private static final class Exact implements Neighbourhood {
        private static final List<Span> NETWORK = List.of(
                Span.of("10.0.0.0/16"), Span.of("10.7.0.0/24"), Span.of("fd00:10::/48"), Span.of("168.63.129.16"));
        private static final List<Span> NOT_PUBLIC = List.of(
                Span.of("10.0.0.0/8"),
                Span.of("172.16.0.0/12"),
                Span.of("192.168.0.0/16"),
                Span.of("0.0.0.0/8"),
                Span.of("100.64.0.0/10"),
                Span.of("127.0.0.0/8"),
                Span.of("169.254.0.0/16"),
                Span.of("::/127"),
                Span.of("fc00::/7"),
                Span.of("fe80::/10"));
        private static final Map<String, List<Span>> GROUPS = Map.of(
                RuleSets.WEB.toLowerCase(Locale.ROOT),
                List.of(Span.of("10.0.1.4"), Span.of("fd00:10::4"), Span.of("10.7.0.9")),
                RuleSets.DB.toLowerCase(Locale.ROOT),
                List.of(Span.of("10.0.1.5"), Span.of("10.0.0.0")));

        @Override
        public Match tag(String tag, Span addresses) {
            return switch (tag) {
                case "virtualnetwork" -> in(NETWORK, addresses);
                case "internet" ->
                    Match.of(in(NETWORK, addresses) == Match.NO && in(NOT_PUBLIC, addresses) == Match.NO);
                case "azureloadbalancer" -> Span.of("168.63.129.16").holds(addresses);
                default -> Match.SOME;
            };
        }

        @Override
        public Match group(String id, Span addresses) {
            return in(GROUPS.getOrDefault(id, List.of()), addresses);
        }

        private static Match in(List<Span> blocks, Span addresses) {
            return Match.of(blocks.stream().anyMatch(block -> block.holds(addresses) == Match.ALL));
        }
    }
}
