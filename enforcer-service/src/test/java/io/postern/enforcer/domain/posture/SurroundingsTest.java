package io.postern.enforcer.domain.posture;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.net.Cidr;
import io.postern.enforcer.app.World;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurroundingsTest {
    private static final String OURS = "postern-";
    private static final String MEMBER = "/x/applicationSecurityGroups/Web-Asg";

    /** Rules are written {@code priority access protocol source destination ports}, separated by semicolons. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "-                                                            | none",
                "100 Allow Tcp * * 443                                        | none",
                "100 Allow Tcp * * 22                                         | 22",
                "100 Allow * * * *                                            | all",
                "100 Allow Tcp * * 20-25                                      | 22",
                "100 Allow Tcp * * 5985-5986,3389                             | 3389 5985 5986",
                "100 Allow Udp * * 3389                                       | none",
                "100 Allow Tcp 10.0.0.0/8 * 22                                | 22",
                "100 Allow Tcp VirtualNetwork * 22                            | 22",
                "100 Allow Tcp Internet * 22                                  | 22",
                "100 Allow Tcp AzureCloud.westeurope * 22                     | 22",
                "100 Allow Tcp AzureLoadBalancer * 22                         | none",
                "100 Allow Tcp 168.63.129.16 * 22                             | none",
                "100 Allow Tcp * 10.0.0.4 22                                  | 22",
                "100 Allow Tcp * 10.0.0.5 22                                  | none",
                "100 Allow Tcp * 10.0.0.0/24 22                               | 22",
                "100 Allow Tcp * VirtualNetwork 22                            | 22",
                "100 Allow Tcp * Internet 22                                  | none",
                "100 Deny * * * *; 200 Allow Tcp * * 22                       | none",
                "200 Deny * * * *; 100 Allow Tcp * * 22                       | 22",
                "100 Deny Tcp Internet * 22; 200 Allow Tcp * * 22             | 22",
                "100 Deny Tcp Internet * 22; 110 Deny * VirtualNetwork * *; 200 Allow Tcp * * 22 | none",
                "100 Deny Tcp 0.0.0.0/1 * 22; 110 Deny Tcp 128.0.0.0/1 * 22; 200 Allow Tcp * * 22 | none",
                "100 Deny Tcp 0.0.0.0/1 * 22; 110 Deny Tcp 128.0.0.0/2 * 22; 200 Allow Tcp * * 22 | 22",
                "100 Deny Tcp 203.0.113.0/24 * 22; 200 Allow Tcp 203.0.113.7 * 22                 | none",
                "100 Deny Tcp 203.0.113.0/25 * 22; 200 Allow Tcp 203.0.113.0/24 * 22              | 22",
                "100 Deny Udp * * 22; 200 Allow Tcp * * 22                    | 22",
                "100 Deny Tcp * 10.0.0.5 22; 200 Allow Tcp * * 22             | 22",
                "100 Deny Tcp Storage * 22; 200 Allow Tcp Storage * 22        | none",
                "100 Deny Tcp Sql * 22; 200 Allow Tcp Storage * 22            | 22",
                "100 Deny Tcp Internet * 22; 200 Allow Tcp Storage * 22       | 22"
            })
    void anNsgLetsThroughWhatItsFirstMatchingRuleAllows(String rules, String open) {
        NetworkInterface nic = nic(true, false, "10.0.0.4");
        assertThat(seen(rules(rules), List.of()).open(nic)).isEqualTo(ports(open));
    }

    /** Default rules do not count, so each NSG must have an allow, and for the same visitor. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "100 Allow Tcp * * 22              | -                                | none",
                "-                                 | 100 Allow Tcp * * 22             | none",
                "100 Allow Tcp * * 22              | 100 Allow * * * *                | 22",
                "100 Allow Tcp 203.0.113.0/24 * 22 | 100 Allow * 203.0.113.7 * *      | 22",
                "100 Allow Tcp 203.0.113.0/24 * 22 | 100 Allow * 198.51.100.0/24 * *  | none",
                "100 Allow Tcp Internet * 22       | 100 Allow * VirtualNetwork * *   | none",
                "100 Allow Tcp Internet * 22       | 100 Deny * Internet * *; 200 Allow * * * * | none",
                "100 Allow Tcp * * 22              | 100 Deny * Internet * *; 200 Allow * * * * | 22",
                "100 Allow Tcp * * 22              | 100 Deny Tcp * * 22; 200 Allow * * * *     | none"
            })
    void bothNsgsMustLetTheSameVisitorThrough(String own, String subnet, String open) {
        NetworkInterface nic = nic(true, true, "10.0.0.4");
        assertThat(seen(rules(own), rules(subnet)).open(nic)).isEqualTo(ports(open));
        assertThat(seen(rules(subnet), rules(own)).open(nic)).isEqualTo(ports(open));
    }

    @Test
    void ourOwnOpeningsAreNoOpenPorts() {
        SecurityRule opening = new SecurityRule(
                OURS + "demo", 100, true, Access.ALLOW, "Tcp", any(), any(), any(), List.of("22"), "", true);
        assertThat(seen(List.of(opening), List.of()).open(nic(true, false, "10.0.0.4")))
                .isEmpty();
    }

    @Test
    void aRuleAboutAGroupIsAboutItsMembersOnly() {
        SecurityRule toGroup = new SecurityRule(
                "asg",
                100,
                true,
                Access.ALLOW,
                "Tcp",
                any(),
                any(),
                List.of(),
                List.of("22"),
                "",
                false,
                List.of(),
                List.of("/x/applicationsecuritygroups/web-asg"));
        assertThat(seen(List.of(toGroup), List.of()).open(nic(true, false, "10.0.0.4")))
                .isEmpty();
        assertThat(seen(List.of(toGroup), List.of()).open(nic(true, false, "10.0.0.4", MEMBER)))
                .containsExactly(22);
    }

    @Test
    void aGroupAsSourceIsSomebody() {
        SecurityRule fromGroup = new SecurityRule(
                "asg",
                100,
                true,
                Access.ALLOW,
                "Tcp",
                List.of(),
                any(),
                any(),
                List.of("22"),
                "",
                false,
                List.of("/x/applicationsecuritygroups/ops"),
                List.of());
        NetworkInterface nic = nic(true, false, "10.0.0.4");
        assertThat(seen(List.of(fromGroup), List.of()).open(nic)).containsExactly(22);
        List<SecurityRule> denied = new ArrayList<>(rules("50 Deny * VirtualNetwork * *"));
        denied.add(fromGroup);
        assertThat(seen(denied, List.of()).open(nic)).isEmpty();
    }

    @Test
    void aDenyThatAsksForASourcePortKeepsNobodyOut() {
        SecurityRule narrow = new SecurityRule(
                "deny", 50, true, Access.DENY, "Tcp", any(), List.of("1024-65535"), any(), any(), "", true);
        List<SecurityRule> rules = new ArrayList<>(rules("100 Allow Tcp * * 22"));
        rules.add(narrow);
        assertThat(seen(rules, List.of()).open(nic(true, false, "10.0.0.4"))).containsExactly(22);
    }

    @Test
    void anNsgThatIsNotSeenIsNoHindrance() {
        NetworkInterface hidden =
                new NetworkInterface("nic", List.of("10.0.0.4"), World.nsg("hidden"), List.of(), null, null, List.of());
        assertThat(seen(List.of(), List.of()).open(hidden)).isEqualTo(Surroundings.MANAGEMENT_PORTS);
    }

    @Test
    void anIpv6AddressIsReachedByWhatNamesItsFamily() {
        NetworkInterface nic = nic(true, false, "fd00::4");
        assertThat(seen(rules("100 Allow Tcp 0.0.0.0/0 * 22"), List.of()).open(nic))
                .isEmpty();
        assertThat(seen(rules("100 Allow Tcp ::/0 * 22"), List.of()).open(nic)).containsExactly(22);
        assertThat(seen(rules("100 Allow Tcp * * 22"), List.of()).open(nic)).containsExactly(22);
    }

    /** Against trying all 256 addresses of a block one by one. */
    @Test
    void fewVisitorsStandForAll() {
        Random random = new Random(7);
        List<Cidr> all = new ArrayList<>();
        BigInteger base = Cidr.parse("203.0.113.0/24").network();
        for (int i = 0; i < 256; i++) {
            all.add(new Cidr(Cidr.parse("203.0.113.0/24").family(), base.add(BigInteger.valueOf(i)), 32));
        }
        Doorway door = new Doorway(Cidr.parse("10.0.0.4"), java.util.Set.of());
        for (int round = 0; round < 300; round++) {
            List<Screen> way = List.of(screen(random), screen(random));
            boolean byAll = all.stream()
                    .map(Visitor.At::new)
                    .anyMatch(one -> way.stream().allMatch(screen -> screen.letsIn(one, door)));
            boolean byFew = Visitors.toTry(way, door.address().family()).stream()
                    .anyMatch(one -> way.stream().allMatch(screen -> screen.letsIn(one, door)));
            assertThat(byFew).as("round %d: %s", round, way).isEqualTo(byAll);
        }
    }

    @Test
    void aFirewallLetsThroughWhatItTranslatesOrRoutes() {
        NetworkInterface nic = nic(false, false, "10.0.5.4");
        ObservedFirewall.Translation ssh = new ObservedFirewall.Translation("10.0.5.4", "22");
        ObservedFirewall.Translation other = new ObservedFirewall.Translation("10.0.5.9", "3389");
        assertThat(through(nic, List.of(ssh, other), "-")).containsExactly(22);
        assertThat(through(nic, List.of(), "200 Allow Tcp 192.168.0.0/16 10.0.5.0/24 3389"))
                .containsExactly(3389);
        assertThat(through(nic, List.of(), "100 Deny * * * *; 200 Allow Tcp * * 3389"))
                .isEmpty();
        assertThat(through(nic, List.of(), "-")).isEmpty();
        assertThat(new Surroundings(List.of(), List.of(), _ -> true).openThrough("fw", nic))
                .isEmpty();
    }

    private static List<Integer> through(
            NetworkInterface nic, List<ObservedFirewall.Translation> translations, String rules) {
        ObservedFirewall firewall =
                new ObservedFirewall("/FW", false, translations, rules(rules.equals("-") ? null : rules));
        return new Surroundings(List.of(), List.of(firewall), _ -> true).openThrough("/fw", nic);
    }

    private static Screen screen(Random random) {
        List<SecurityRule> rules = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            int length = 24 + random.nextInt(9);
            int host = random.nextInt(256) >> (32 - length) << (32 - length);
            rules.addAll(rules("%d %s Tcp 203.0.113.%d/%d * 22"
                    .formatted(100 + i, random.nextBoolean() ? "Allow" : "Deny", host, length)));
        }
        return new Screen(rules);
    }

    private static Surroundings seen(List<SecurityRule> own, List<SecurityRule> subnet) {
        return new Surroundings(
                List.of(
                        new ObservedNsg(World.nsg("own"), own, Instant.EPOCH),
                        new ObservedNsg(World.nsg("subnet"), subnet, Instant.EPOCH)),
                List.of(),
                rule -> !rule.name().startsWith(OURS));
    }

    private static NetworkInterface nic(boolean own, boolean subnet, String address, String... groups) {
        return new NetworkInterface(
                "nic",
                List.of(address),
                own ? World.nsg("own") : null,
                List.of(),
                "/subnets/one",
                subnet ? World.nsg("subnet") : null,
                List.of(groups));
    }

    private static List<SecurityRule> rules(String text) {
        return text == null
                ? List.of()
                : Stream.of(text.split(";"))
                        .map(rule -> rule.strip().split(" +"))
                        .map(word -> new SecurityRule(
                                "r" + word[0],
                                Integer.parseInt(word[0]),
                                true,
                                Access.valueOf(word[1].toUpperCase(java.util.Locale.ROOT)),
                                word[2],
                                List.of(word[3]),
                                any(),
                                List.of(word[4]),
                                Arrays.asList(word[5].split(",")),
                                "",
                                true))
                        .toList();
    }

    private static List<String> any() {
        return Collections.singletonList("*");
    }

    private static List<Integer> ports(String text) {
        return switch (text) {
            case "none" -> List.of();
            case "all" -> Surroundings.MANAGEMENT_PORTS;
            default -> Stream.of(text.split(" ")).map(Integer::valueOf).toList();
        };
    }
}
