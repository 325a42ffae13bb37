package io.postern.emulator.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Json;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityGroupTest {
    private static final Zones ZONES =
            new Zones(List.of(AddressPrefix.parse("10.0.0.0/16").orElseThrow()));
    private final ArrayNode rules = Json.object().putArray("rules");

    private void rule(String name, int priority, String access, String protocol, String source, String ports) {
        ObjectNode rule = rules.addObject().put("name", name);
        rule.putObject("properties")
                .put("priority", priority)
                .put("direction", "Inbound")
                .put("access", access)
                .put("protocol", protocol)
                .put("sourcePortRange", "*")
                .put("destinationPortRange", ports)
                .put("sourceAddressPrefix", source)
                .put("destinationAddressPrefix", "*");
    }

    private SecurityGroup.Answer judge(String from, int port, String protocol) {
        return SecurityGroup.of("/nsg", "nsg", rules)
                .judge(
                        new Packet(
                                InetAddress.ofLiteral(from), 50000, InetAddress.ofLiteral("10.0.1.4"), port, protocol),
                        ZONES);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.9.9, AllowVnetInBound, true",
        "168.63.129.16, AllowVnetInBound, true",
        "8.8.8.8, DenyAllInBound, false",
        "10.1.0.1, DenyAllInBound, false",
    })
    void withoutRulesTheDefaultRulesDecide(String from, String rule, boolean allowed) {
        SecurityGroup.Answer answer = judge(from, 22, "Tcp");

        assertThat(answer.rule()).isEqualTo(rule);
        assertThat(answer.allowed()).isEqualTo(allowed);
    }

    @Test
    void theLowestPriorityNumberThatFitsDecides() {
        rule("late-allow", 300, "Allow", "*", "*", "*");
        rule("early-deny", 200, "Deny", "*", "*", "22");

        assertThat(judge("8.8.8.8", 22, "Tcp").rule()).isEqualTo("early-deny");
        assertThat(judge("8.8.8.8", 23, "Tcp").rule()).isEqualTo("late-allow");
    }

    @ParameterizedTest
    @CsvSource({
        "Tcp, Tcp, true",
        "tcp, TCP, true",
        "*, Udp, true",
        "Tcp, Udp, false",
        "Udp, Tcp, false",
        "Icmp, Icmp, true",
    })
    void aRuleFitsItsProtocolAlone(String ruled, String sent, boolean fits) {
        rule("r", 100, "Allow", ruled, "*", "22");

        assertThat(judge("8.8.8.8", 22, sent).rule().equals("r")).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({
        "Internet, 8.8.8.8, true",
        "Internet, 2001:db8::1, true",
        "Internet, 10.0.3.3, false",
        "Internet, 192.168.1.1, false",
        "Internet, 127.0.0.9, false",
        "VirtualNetwork, 10.0.3.3, true",
        "VirtualNetwork, 10.1.0.1, false",
        "AzureLoadBalancer, 168.63.129.16, true",
        "AzureLoadBalancer, 8.8.8.8, false",
        "Storage.WestEurope, 8.8.8.8, false",
        "*, 8.8.8.8, true",
        "203.0.113.0/24, 203.0.113.7, true",
        "203.0.113.0/24, 203.0.114.7, false",
        "2001:db8::/32, 2001:db8::7, true",
    })
    void aRuleFitsItsSourcesAlone(String source, String from, boolean fits) {
        rule("r", 100, "Allow", "*", source, "*");

        assertThat(judge(from, 22, "Tcp").rule().equals("r")).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({"22, 22, true", "22, 23, false", "20-30, 30, true", "20-30, 31, false", "*, 65535, true"})
    void aRuleFitsItsPortsAlone(String ports, int port, boolean fits) {
        rule("r", 100, "Allow", "*", "*", ports);

        assertThat(judge("8.8.8.8", port, "Tcp").rule().equals("r")).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/asg/WEB, -,        8.8.8.8,  false",
                "/asg/WEB, -,        10.0.9.9, true",
                "-,        /asg/web, 8.8.8.8,  true",
                "-,        /asg/db,  8.8.8.8,  false",
                "/asg/web, /asg/web, 10.0.9.9, true",
                "/asg/db,  /asg/web, 10.0.9.9, false"
            })
    void aRuleAboutApplicationSecurityGroupsFitsTheirMembersAlone(String source, String to, String from, boolean fits) {
        rule("r", 100, "Allow", "*", "*", "*");
        ObjectNode properties = (ObjectNode) rules.get(0).path("properties");
        if (source != null) {
            properties.remove("sourceAddressPrefix");
            properties.putArray("sourceApplicationSecurityGroups").addObject().put("id", source);
        }
        if (to != null) {
            properties.remove("destinationAddressPrefix");
            properties
                    .putArray("destinationApplicationSecurityGroups")
                    .addObject()
                    .put("id", to);
        }
        Zones zones = new Zones(
                List.of(),
                Map.of("/asg/web", Set.of(InetAddress.ofLiteral("10.0.9.9"), InetAddress.ofLiteral("10.0.1.4"))));
        Packet packet = new Packet(InetAddress.ofLiteral(from), 50000, InetAddress.ofLiteral("10.0.1.4"), 22, "Tcp");

        assertThat(SecurityGroup.of("/nsg", "nsg", rules)
                        .judge(packet, zones)
                        .rule()
                        .equals("r"))
                .isEqualTo(fits);
    }

    @Test
    void pluralFieldsCountAsTheSingularOnesDo() {
        rule("r", 100, "Allow", "*", "*", "*");
        ObjectNode properties = (ObjectNode) rules.get(0).path("properties");
        properties.remove(List.of("destinationPortRange", "sourceAddressPrefix", "destinationAddressPrefix"));
        properties.putArray("destinationPortRanges").add("22").add("5985-5986");
        properties.putArray("sourceAddressPrefixes").add("203.0.113.7/32").add("198.51.100.9/32");
        properties.putArray("destinationAddressPrefixes").add("10.0.1.4");

        assertThat(judge("198.51.100.9", 5986, "Tcp").rule()).isEqualTo("r");
        assertThat(judge("198.51.100.9", 3389, "Tcp").rule()).isEqualTo("DenyAllInBound");
        assertThat(judge("198.51.100.8", 22, "Tcp").rule()).isEqualTo("DenyAllInBound");
    }

    @Test
    void outboundRulesAndOtherDestinationsDoNotCount() {
        rule("out", 100, "Allow", "*", "*", "*");
        ((ObjectNode) rules.get(0).path("properties")).put("direction", "Outbound");
        rule("elsewhere", 101, "Allow", "*", "*", "*");
        ((ObjectNode) rules.get(1).path("properties")).put("destinationAddressPrefix", "10.0.1.5");

        JsonNode unchanged = rules.deepCopy();

        assertThat(judge("8.8.8.8", 22, "Tcp").rule()).isEqualTo("DenyAllInBound");
        assertThat(rules).isEqualTo(unchanged);
    }
}
