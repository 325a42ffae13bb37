package io.postern.enforcer.domain.nsg;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Protocol;
import io.postern.enforcer.app.World;
import io.postern.enforcer.domain.boundary.KnownMachines;
import io.postern.enforcer.domain.boundary.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeetingTest {
    private static final RuleShape SSH =
            new RuleShape(Access.ALLOW, Protocol.TCP, List.of("203.0.113.7/32"), List.of("10.0.0.4"), List.of("22"));

    @ParameterizedTest
    @CsvSource({
        "*,   *,                 *,           *,     true",
        "Tcp, 203.0.113.0/24,    10.0.0.4,    22,    true",
        "TCP, Internet,          10.0.0.0/8,  20-25, true",
        "Tcp, SomeNewTag,        *,           22,    true",
        "Udp, *,                 *,           22,    false",
        "Tcp, 198.51.100.0/24,   *,           22,    false",
        "Tcp, VirtualNetwork,    *,           22,    false",
        "Tcp, AzureLoadBalancer, *,           22,    false",
        "Tcp, *,                 10.0.0.5,    22,    false",
        "Tcp, *,                 VirtualNetwork, 22, true",
        "Tcp, *,                 *,           23-30, false"
    })
    void aRuleMeetsWhatItMayMatch(String protocol, String source, String destination, String ports, boolean meets) {
        assertThat(meets(rule(protocol, source, destination, ports, true))).isEqualTo(meets);
    }

    @ParameterizedTest
    @CsvSource({
        "Tcp, 203.0.113.7/32, 10.0.0.4,    22,    true",
        "tcp, 203.0.113.7,    10.0.0.4/32, 22,    true",
        "Tcp, *,              10.0.0.4,    22,    false",
        "*,   203.0.113.7/32, 10.0.0.4,    22,    false",
        "Tcp, 203.0.113.7/32, 10.0.0.4,    22-23, false"
    })
    void aRuleSaysAShapeInWhateverSpelling(
            String protocol, String source, String destination, String ports, boolean says) {
        assertThat(rule(protocol, source, destination, ports, true).says(SSH)).isEqualTo(says);
    }

    @ParameterizedTest
    @CsvSource({"22, true", "23, false"})
    void aRuleThatDoesNotSayOfWhichGroupsItSpeaksIsTakenToMeetAnyAddress(String ports, boolean meets) {
        assertThat(meets(rule("Tcp", "198.51.100.1", "10.9.9.9", ports, false))).isEqualTo(meets);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-,   web, true", "-,   WEB, true", "-,   db,  false", "web, -,   false", "web, web, false"})
    void aRuleAboutGroupsMeetsOnlyTheirMembers(String from, String to, boolean meets) {
        SecurityRule rule = new SecurityRule(
                "r",
                100,
                true,
                Access.ALLOW,
                "*",
                from == null ? List.of("*") : List.of(),
                List.of("*"),
                to == null ? List.of("*") : List.of(),
                List.of("22"),
                "",
                false,
                from == null ? List.of() : List.of(from),
                to == null ? List.of() : List.of(to));
        assertThat(meets(rule)).isEqualTo(meets);
    }

    private static boolean meets(SecurityRule rule) {
        ObservedNsg nsg = new ObservedNsg(World.NSG, List.of(rule), Instant.EPOCH);
        Cidr address = Cidr.parse("10.0.0.4");
        Machine web =
                new Machine(World.VM, List.of(address), List.of(), null, Map.of(address, Map.of("web", Match.ALL)));
        return new NsgFilter(nsg)
                .firstToMeet(rule.access(), SSH, new KnownMachines(List.of(web)), _ -> true)
                .isPresent();
    }

    private static SecurityRule rule(String protocol, String source, String destination, String ports, boolean plain) {
        return new SecurityRule(
                "r",
                100,
                true,
                Access.ALLOW,
                protocol,
                List.of(source),
                List.of("*"),
                List.of(destination),
                List.of(ports),
                "",
                plain);
    }
}
