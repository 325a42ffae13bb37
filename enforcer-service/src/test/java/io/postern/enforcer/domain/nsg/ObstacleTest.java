package io.postern.enforcer.domain.nsg;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Protocol;
import io.postern.enforcer.app.World;
import io.postern.enforcer.domain.boundary.KnownMachines;
import io.postern.enforcer.domain.boundary.Machine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whoever looks for an obstacle only before the opening's place finds the one that judging every flow by every rule finds. */
class ObstacleTest {
    private static final RuleShape OPENING = new RuleShape(
            Access.ALLOW,
            Protocol.TCP,
            List.of("203.0.113.7/32", "203.0.113.128/25"),
            List.of("10.0.0.4"),
            List.of("22", "3389"));
    private static final KnownMachines AROUND = new KnownMachines(
            List.of(new Machine(World.VM, List.of(Cidr.parse("10.0.0.4")), List.of(), null, Map.of())));
    private static final int PLACE = 1_000;

    @Test
    void theObstacleIsTheRuleThatKeepsSomeFlowOfTheOpeningOut() {
        Map<String, Long> outcomes = IntStream.range(0, 20_000)
                .mapToObj(seed -> outcome(new Random(seed)))
                .collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting()));

        assertThat(outcomes).containsOnlyKeys("no deny before it", "a deny that an allow precedes", "kept out");
        assertThat(outcomes.values()).allSatisfy(count -> assertThat(count).isGreaterThan(100));
    }

    private static String outcome(Random random) {
        List<SecurityRule> rules = new ArrayList<>();
        rules.add(rule("ours", PLACE, OPENING.access(), "Tcp", OPENING.sources(), OPENING.ports()));
        for (int i = random.nextInt(7); i > 0; i--) {
            rules.add(foreign(random, i));
        }
        NsgFilter filter = new NsgFilter(new ObservedNsg(World.NSG, rules, Instant.EPOCH));
        Optional<SecurityRule> expected = Flow.of(OPENING).stream()
                .map(flow -> filter.judge(flow, AROUND))
                .filter(verdict -> !verdict.allowed())
                .map(Verdict::because)
                .findFirst();
        Optional<SecurityRule> found = filter.obstacle(PLACE, OPENING, AROUND);

        assertThat(found).as("%s", rules).isEqualTo(expected);
        boolean denied = filter.firstToMeet(Access.DENY, OPENING, AROUND, rule -> rule.priority() < PLACE)
                .isPresent();
        return found.isPresent() ? "kept out" : denied ? "a deny that an allow precedes" : "no deny before it";
    }

    private static SecurityRule foreign(Random random, int number) {
        return rule(
                "foreign-" + number,
                PLACE + (random.nextBoolean() ? number : -number),
                random.nextBoolean() ? Access.DENY : Access.ALLOW,
                List.of("*", "Tcp", "Udp", "New").get(random.nextInt(4)),
                List.of(List.of(
                                "*",
                                "203.0.113.0/24",
                                "203.0.113.7",
                                "203.0.113.200",
                                "Internet",
                                "Sql",
                                "VirtualNetwork")
                        .get(random.nextInt(7))),
                List.of(List.of("*", "22", "3389", "20-4000", "443").get(random.nextInt(5))));
    }

    private static SecurityRule rule(
            String name, int priority, Access access, String protocol, List<String> sources, List<String> ports) {
        List<String> any = List.of("*");
        return new SecurityRule(name, priority, true, access, protocol, sources, any, any, ports, "", true);
    }
}
