package io.postern.enforcer.domain.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.Protocol;
import io.postern.enforcer.app.World;
import io.postern.enforcer.domain.approval.ApprovalCheck.Objection;
import io.postern.enforcer.domain.grant.GrantTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
    private static final Gateway GATEWAY = new Gateway("edge", List.of(Cidr.parse("10.0.6.0/24")), "192.0.2.20", null);

    @Test
    void eachPortOfAGrantHasAPublicPortByItsPriorityAndPlace() {
        assertThat(GATEWAY.told(terms(2, "203.0.113.7"), 101))
                .extracting(told -> told.port().port().number() + " " + told.address() + " "
                        + told.mapped().number())
                .containsExactly("1 192.0.2.20 40016", "2 192.0.2.20 40017");
        assertThat(Gateway.mapped(Gateway.LAST_PRIORITY, Gateway.PORTS - 1)).isEqualTo(65_535);
    }

    @Test
    void noTwoPrioritiesShareAPublicPort() {
        assertThat(IntStream.rangeClosed(100, Gateway.LAST_PRIORITY).boxed())
                .allSatisfy(priority -> assertThat(Gateway.prioritiesOf(
                                Gateway.mapped(priority, 0), Gateway.mapped(priority, Gateway.PORTS - 1)))
                        .containsExactly(priority));
    }

    @ParameterizedTest
    @CsvSource({"0, 65535, 1596", "0, 39999, 0", "40000, 40000, 1", "40015, 40016, 2", "443, 443, 0", "39999, 40000, 1"
    })
    void aPublicPortThatSomebodyForwardsTakesThePrioritiesThatStandForIt(int from, int to, int taken) {
        assertThat(Gateway.prioritiesOf(from, to).count()).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.7 | 10.0.6.0/24",
                "203.0.113.7,198.51.100.0/24 | 10.0.6.0/24",
                "10.9.0.0/16 | 10.9.0.0/16",
                "100.64.0.1,203.0.113.7,192.168.1.0/24 | 100.64.0.1/32,10.0.6.0/24,192.168.1.0/24",
                "203.0.113.7,10.0.0.0/16 | 10.0.0.0/16",
                "0.0.0.0/0 | 10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10",
                "172.32.0.0/16 | 10.0.6.0/24"
            })
    void behindTheFirewallWhoeverCameFromOutsideComesFromItsSubnet(String sources, String behind) {
        assertThat(GATEWAY.sourcesBehind(
                        Stream.of(sources.split(",")).map(Cidr::parse).toList()))
                .containsExactly(behind.split(","));
    }

    @Test
    void whoComesFromInsideIsLedNowhere() {
        assertThat(GATEWAY.mappings(terms(1, "10.9.0.4"), 100, "10.0.0.4")).isEmpty();
        assertThat(GATEWAY.mappings(terms(1, "10.9.0.4", "203.0.113.7"), 100, "10.0.0.4"))
                .hasSize(1);
    }

    @Test
    void sixteenPortsAreLedToAndSeventeenAreTooMany() {
        assertThat(GATEWAY.objection(terms(16, "203.0.113.7"))).isEmpty();
        assertThat(reason(GATEWAY, terms(17, "203.0.113.7"))).isEqualTo("too-many-ports");
        assertThat(GATEWAY.objection(terms(17, "10.9.0.4"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8::7", "fd00::7"})
    void nobodyComesThroughFromAnIpv6Address(String source) {
        assertThat(reason(GATEWAY, terms(1, source))).isEqualTo("firewall-ipv4-only");
    }

    @Test
    void aFirewallOfWhichTooLittleIsKnownLeadsNobodyFromOutside() {
        Gateway faceless = new Gateway("edge", List.of(Cidr.parse("10.0.6.0/24")), null, null);
        Gateway nowhere = new Gateway("edge", List.of(), "192.0.2.20", null);
        for (Gateway unclear : List.of(faceless, nowhere)) {
            assertThat(reason(unclear, terms(1, "203.0.113.7"))).isEqualTo("firewall-unreadable");
            assertThat(unclear.objection(terms(1, "10.9.0.4"))).isEmpty();
        }
    }

    @Test
    void aVmThatOnlyAFirewallGuardsIsNotOpened() {
        Gateway alone = new Gateway("edge", List.of(Cidr.parse("10.0.6.0/24")), "192.0.2.20", "nic-2");
        assertThat(reason(alone, terms(1, "10.9.0.4"))).isEqualTo("firewall-only");
        assertThat(alone.objection().orElseThrow().detail()).contains("edge", "nic-2");
    }

    private static String reason(Gateway gateway, GrantTerms terms) {
        return gateway.objection(terms).map(Objection::reason).orElse("");
    }

    private static GrantTerms terms(int ports, String... sources) {
        return new GrantTerms(
                GrantId.next(),
                RequestId.next(),
                World.VM,
                Protocol.TCP,
                sources[0].contains(":") ? AddressFamily.IPV6 : AddressFamily.IPV4,
                IntStream.rangeClosed(1, ports).mapToObj(Port::new).toList(),
                Stream.of(sources).map(Cidr::parse).toList(),
                Duration.ofHours(1),
                null,
                Instant.EPOCH);
    }
}
