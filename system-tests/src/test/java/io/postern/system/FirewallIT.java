package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.stack.PortName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A VM that is reached through a classic Azure Firewall alone. */
@Order(6)
@ExtendWith(RunningStack.class)
class FirewallIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LATEST = Duration.ofSeconds(5);

    @Test
    void eachRequestHasAPortOfTheFirewallForItsOwnAddressAloneAndEndsByItself(Stack stack) {
        Map<String, String> group = stack.azure.rules("fw-1-nsg");
        Map<String, String> firewalls = stack.azure.foreignPartsOfFirewalls();
        stack.protect("fw-1");
        String home = stack.access.request("fw-1", 22, Duration.ofSeconds(15));
        String elsewhere = stack.access.request("fw-1", 22, "198.51.100.9", Duration.ofMinutes(5));
        approve(stack, elsewhere);
        JsonNode other = stack.access.await(elsewhere, "open", PATIENCE);
        assertThat(Probe.reachesThrough(World.FIREWALL, mapped(other), Probe.HOME))
                .isFalse();
        assertThat(Probe.reaches(World.FW_1, 22, Probe.HOME)).isFalse();
        approve(stack, home);
        JsonNode open = stack.access.await(home, "open", PATIENCE);

        assertThat(mapped(open)).isNotEqualTo(mapped(other));
        assertThat(Probe.reachesThrough(World.FIREWALL, mapped(open), Probe.HOME))
                .isTrue();
        assertThat(Probe.reachesThrough(World.FIREWALL, mapped(open), Probe.ELSEWHERE))
                .isFalse();
        assertThat(Probe.reachesThrough(World.FIREWALL, mapped(other), Probe.ELSEWHERE))
                .isTrue();
        azuresClientsAreToldToo(stack, mapped(open));

        Instant asked = Instant.now();
        assertThat(stack.access.revoke(elsewhere).status()).isEqualTo(202);
        stack.access.await(elsewhere, "closed", PATIENCE);
        assertThat(stack.azure.removed(Access.ruleName(other)).orElseThrow()).isBetween(asked, asked.plus(LATEST));
        assertThat(Probe.reachesThrough(World.FIREWALL, mapped(other), Probe.ELSEWHERE))
                .isFalse();
        assertThat(Probe.reachesThrough(World.FIREWALL, mapped(open), Probe.HOME))
                .isTrue();

        stack.access.await(home, "closed", PATIENCE);
        assertThat(Probe.reachesThrough(World.FIREWALL, mapped(open), Probe.HOME))
                .isFalse();
        JourneyIT.shutOnTime(stack, open, LATEST);
        assertThat(stack.access.unprotect("fw-1").status()).isLessThan(300);
        Await.until(
                "fw-1-nsg is as it was",
                PATIENCE,
                () -> stack.azure.rules("fw-1-nsg").equals(group));
        assertThat(stack.azure.foreignPartsOfFirewalls()).isEqualTo(firewalls);
    }

    private static void approve(Stack stack, String id) {
        String decisions = stack.url(PortName.APPROVAL) + "/api/v1/approvals/" + id + "/decisions";
        Await.until(
                "the approver's yes to " + id + " is taken",
                PATIENCE,
                () -> Http.post(
                                        decisions,
                                        stack.people.postern("approver"),
                                        "{\"verdict\":\"approve\",\"reason\":\"system test\"}")
                                .status()
                        < 300);
    }

    private static int mapped(JsonNode request) {
        JsonNode way = request.path("grants").path(0).path("connect").path(0);
        assertThat(way.path("address").asText()).as("%s", request).isEqualTo("192.0.2.20");
        return way.path("mappedPort").asInt();
    }

    private static void azuresClientsAreToldToo(Stack stack, int mappedPort) {
        JsonNode policy = Http.get(
                        stack.url(PortName.REQUEST) + World.jitPolicy() + "?api-version=2020-01-01",
                        stack.people.postern("admin"))
                .body();
        assertThat(policy.findValues("mappedPort")).extracting(JsonNode::asInt).contains(mappedPort);
        assertThat(policy.findValuesAsText("publicIpAddress")).contains("192.0.2.20");
    }
}
