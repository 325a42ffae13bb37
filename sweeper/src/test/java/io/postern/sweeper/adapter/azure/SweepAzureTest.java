package io.postern.sweeper.adapter.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.net.RuleName;
import io.postern.sweeper.app.SweepPass;
import io.postern.sweeper.domain.PassReport;
import io.postern.sweeper.domain.Swept;
import io.postern.sweeper.domain.Swept.Fate;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmulatedAzure.class, restrictToAnnotatedClass = true)
class SweepAzureTest {
    private static final String NSG = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso"
            + "/providers/Microsoft.Network/networkSecurityGroups/web-1-nsg";

    private static final String FIREWALL =
            NSG.substring(0, NSG.indexOf("networkSecurityGroups")) + "azureFirewalls/contoso-fw";

    @Inject
    SweepPass pass;

    @ConfigProperty(name = "test.emulator")
    String emulator;

    @ConfigProperty(name = "test.token")
    String token;

    @AfterEach
    void forgetFaults() throws Exception {
        call("DELETE", "/_emulator/faults", "");
    }

    @Test
    void anOverdueRuleIsGoneFromAzureAndEverythingElseIsAsItWas() throws Exception {
        put("customer", 3000, "Allow");
        put(opening("demo", Instant.now().plusSeconds(600)), 3001, "Allow");
        put(opening("prod", Instant.now().minusSeconds(600)), 3002, "Allow");
        put("postern-demo-deny-0123456789abcdef", 3003, "Deny");
        List<JsonNode> before = rules();
        String overdue = opening("demo", Instant.now().minusSeconds(600));
        put(overdue, 3004, "Allow");

        PassReport report = pass.run(false, Instant.now());

        assertThat(report.complete()).isTrue();
        assertThat(report.swept())
                .extracting(swept -> swept.overdue().rule().name())
                .containsExactly(overdue);
        assertThat(report.count(Fate.REMOVED)).isOne();
        assertThat(properties(rules())).isEqualTo(properties(before));
    }

    @Test
    void aRefusalThatPassesIsOvercomeWithinThePass() throws Exception {
        put(opening("demo", Instant.now().minusSeconds(600)), 3010, "Allow");
        call(
                "PUT",
                "/_emulator/faults",
                "[{\"method\":\"DELETE\",\"status\":409,\"code\":\"AnotherOperationInProgress\"}]");
        assertThat(pass.run(false, Instant.now()).swept())
                .extracting(Swept::fate)
                .containsExactly(Fate.REMOVED);
    }

    @Test
    void aLostAnswerIsOvercomeWithinThePass() throws Exception {
        put(opening("demo", Instant.now().minusSeconds(600)), 3011, "Allow");
        call("PUT", "/_emulator/faults", "[{\"method\":\"DELETE\",\"drop\":\"before\"}]");
        assertThat(pass.run(false, Instant.now()).swept())
                .extracting(Swept::fate)
                .containsExactly(Fate.REMOVED);
    }

    @Test
    void aRefusalForGoodIsToldAndMetAgain() throws Exception {
        put(opening("demo", Instant.now().minusSeconds(600)), 3012, "Allow");
        call("PUT", "/_emulator/faults", "[{\"method\":\"DELETE\",\"status\":403,\"code\":\"AuthorizationFailed\"}]");
        assertThat(pass.run(false, Instant.now()).swept()).singleElement().satisfies(swept -> {
            assertThat(swept.fate()).isEqualTo(Fate.REFUSED);
            assertThat(swept.detail()).contains("403 AuthorizationFailed");
        });
        assertThat(pass.run(false, Instant.now()).count(Fate.REMOVED)).isOne();
    }

    @Test
    void aPassThatSeesNothingIsNotComplete() throws Exception {
        call("PUT", "/_emulator/faults", "[{\"on\":\"read\",\"method\":\"GET\",\"status\":503,\"times\":1}]");
        assertThat(pass.run(false, Instant.now()).complete()).isFalse();
        assertThat(pass.run(false, Instant.now()).complete()).isTrue();
    }

    @Test
    void thirtyOverdueRulesGoInOneWriteAndNothingElseChanges() throws Exception {
        put("customer", 3000, "Allow");
        List<JsonNode> before = rules();
        for (int at = 0; at < 30; at++) {
            put(opening("demo", Instant.now().minusSeconds(600)), 3100 + at, "Allow");
        }
        call("DELETE", "/_emulator/counters", "");
        call(
                "PUT",
                "/_emulator/faults",
                "[{\"method\":\"PUT\",\"status\":412,\"code\":\"PreconditionFailedEtagMismatch\"}]");

        assertThat(pass.run(false, Instant.now()).count(Fate.REMOVED)).isEqualTo(30);

        assertThat(properties(rules())).isEqualTo(properties(before));
        assertThat(writes()).isEqualTo(2);
    }

    @Test
    void whatALockKeepsDeniesAndGoesWithTheNsg() throws Exception {
        put(opening("demo", Instant.now().minusSeconds(600)), 3020, "Allow");
        call(
                "PUT",
                "/_emulator/faults",
                "[{\"method\":\"DELETE\",\"times\":1000,\"status\":409,\"code\":\"ScopeLocked\"}]");

        assertThat(pass.run(false, Instant.now()).swept())
                .extracting(Swept::fate)
                .containsExactly(Fate.REMOVED);
        assertThat(rules()).noneMatch(rule -> rule.path("name").asText().startsWith("postern-demo-0"));
    }

    @Test
    void whoIsThrottledDoesNotAskAgainBeforeItsTime() throws Exception {
        put(opening("demo", Instant.now().minusSeconds(600)), 3021, "Allow");
        call("DELETE", "/_emulator/counters", "");
        call(
                "PUT",
                "/_emulator/faults",
                "[{\"method\":\"DELETE\",\"times\":1000,\"status\":429,\"code\":\"TooManyRequests\",\"retryAfter\":2}]");

        PassReport report = pass.run(false, Instant.now());
        var _ = pass.run(false, Instant.now());

        assertThat(report.swept())
                .singleElement()
                .satisfies(swept -> assertThat(swept.detail()).contains("left alone"));
        assertThat(writes()).isEqualTo(1);
        sweepsOnceNothingIsWrong();
    }

    @Test
    void aWholeNsgThatIsThrottledIsNeitherAskedRuleByRuleNorByTheNextPass() throws Exception {
        for (int at = 0; at < 3; at++) {
            put(opening("demo", Instant.now().minusSeconds(600)), 3200 + at, "Allow");
        }
        call("DELETE", "/_emulator/counters", "");
        call(
                "PUT",
                "/_emulator/faults",
                "[{\"method\":\"PUT\",\"times\":1000,\"status\":429,\"code\":\"TooManyRequests\",\"retryAfter\":2}]");

        assertThat(pass.run(false, Instant.now()).count(Fate.FAILED)).isEqualTo(3);
        assertThat(pass.run(false, Instant.now()).count(Fate.FAILED)).isEqualTo(3);

        assertThat(writes()).isEqualTo(1);
        sweepsOnceNothingIsWrong();
    }

    private void sweepsOnceNothingIsWrong() throws Exception {
        call("DELETE", "/_emulator/faults", "");
        Instant patience = Instant.now().plusSeconds(20);
        while (pass.run(false, Instant.now()).count(Fate.REMOVED) == 0) {
            assertThat(Instant.now()).isBefore(patience);
        }
    }

    @Test
    void anNsgThatKeepsChangingIsNotWrittenWithoutPause() throws Exception {
        for (int at = 0; at < 25; at++) {
            put(opening("demo", Instant.now().minusSeconds(600)), 3300 + at, "Allow");
        }
        call("DELETE", "/_emulator/counters", "");
        call("PUT", "/_emulator/faults", "[{\"method\":\"PUT\",\"for\":\"PT2S\",\"status\":412}]");

        assertThat(pass.run(false, Instant.now()).count(Fate.REMOVED)).isEqualTo(25);
        assertThat(writes()).isLessThanOrEqualTo(6);
    }

    @Test
    void aLockedRuleThatAzureStillShowsOpenIsNotCalledRemoved() throws Exception {
        String overdue = opening("demo", Instant.now().minusSeconds(600));
        put(overdue, 3400, "Allow");
        call("PUT", "/_emulator/faults", """
                [{"method":"DELETE","times":1000,"status":409,"code":"ScopeLocked"},
                 {"method":"PUT","path":"web-1-nsg$","times":1000,"status":409,"code":"ScopeLocked"},
                 {"on":"read","path":"/securityRules/","stale":"PT30S"}]""");

        PassReport report = pass.run(false, Instant.now());

        call("DELETE", "/_emulator/faults", "");
        call("DELETE", NSG + "/securityRules/" + overdue, "");
        assertThat(report.swept()).singleElement().satisfies(swept -> {
            assertThat(swept.fate()).isEqualTo(Fate.FAILED);
            assertThat(swept.detail()).contains("lock");
        });
    }

    @Test
    void ofAListThatBreaksOffIsSweptWhatWasRead() throws Exception {
        String groups =
                NSG.substring(0, NSG.indexOf("/resourceGroups")) + "/providers/Microsoft.Network/networkSecurityGroups";
        String first = call("GET", groups, "").at("/value/0/id").asText();
        put(first, opening("demo", Instant.now().minusSeconds(600)), 3500, "Allow");
        call("PUT", "/_emulator/faults", "[{\"on\":\"read\",\"query\":\"skiptoken\",\"status\":500}]");

        PassReport report = pass.run(false, Instant.now());

        assertThat(report.count(Fate.REMOVED)).isOne();
        assertThat(report.unlisted()).hasSize(1);
        assertThat(pass.run(false, Instant.now()).complete()).isTrue();
    }

    @Test
    void whatIsOverAtAFirewallGoesInOneWriteAndEverythingElseIsAsItWas() throws Exception {
        String later = opening("demo", Instant.now().plusSeconds(600));
        String others = opening("prod", Instant.now().minusSeconds(600));
        call(
                "PUT",
                FIREWALL,
                FirewallJson.with(call("GET", FIREWALL, ""), later, 200).toString());
        call(
                "PUT",
                FIREWALL,
                FirewallJson.with(call("GET", FIREWALL, ""), others, 201).toString());
        JsonNode before = call("GET", FIREWALL, "");
        JsonNode full = before;
        List<String> over = List.of(
                opening("demo", Instant.now().minusSeconds(600)),
                opening("demo", Instant.now().minusSeconds(60)));
        for (String name : over) {
            full = FirewallJson.with(full, name, 202 + over.indexOf(name));
        }
        assertThat(call("PUT", FIREWALL, full.toString()).path("error").toString())
                .isEmpty();
        assertThat(pass.run(true, Instant.now()).count(Fate.SPARED)).isEqualTo(2);
        call("DELETE", "/_emulator/counters", "");
        call("PUT", "/_emulator/faults", """
                [{"method":"PUT","path":"azureFirewalls","status":412,"code":"PreconditionFailedEtagMismatch"},
                 {"method":"PUT","path":"azureFirewalls","operation":"Failed"}]""");

        PassReport report = pass.run(false, Instant.now());

        assertThat(report.swept())
                .allSatisfy(swept -> assertThat(swept.fate()).isEqualTo(Fate.REMOVED))
                .extracting(swept -> swept.overdue().rule().name())
                .containsExactlyInAnyOrderElementsOf(over);
        assertThat(FirewallJson.text(call("GET", FIREWALL, ""))).isEqualTo(FirewallJson.text(before));
        assertThat(writes()).isEqualTo(3);
    }

    @Test
    void withoutTheRightToListFirewallsNsgsAreSweptAndItIsSaid() throws Exception {
        put(opening("demo", Instant.now().minusSeconds(600)), 3600, "Allow");
        call("PUT", "/_emulator/faults", """
                [{"on":"read","path":"providers/Microsoft.Network/azureFirewalls$","status":403,"code":"AuthorizationFailed","times":2}]""");

        PassReport report = pass.run(false, Instant.now());

        assertThat(report.count(Fate.REMOVED)).isOne();
        assertThat(report.firewallsHidden()).hasSize(1);
        assertThat(report.complete()).isTrue();
        call("DELETE", "/_emulator/faults", "");
        assertThat(pass.run(false, Instant.now()).firewallsHidden()).isEmpty();
    }

    @Test
    void firewallsThatCannotBeListedForNowKeepNsgsFromNothingButProveNothing() throws Exception {
        put(opening("demo", Instant.now().minusSeconds(600)), 3601, "Allow");
        call(
                "PUT",
                "/_emulator/faults",
                "[{\"on\":\"read\",\"path\":\"providers/Microsoft.Network/azureFirewalls$\",\"status\":503}]");

        PassReport report = pass.run(false, Instant.now());

        assertThat(report.count(Fate.REMOVED)).isOne();
        assertThat(report.firewallsHidden()).isEmpty();
        assertThat(report.complete()).isFalse();
    }

    private int writes() throws Exception {
        return call("GET", "/_emulator/counters?who=" + EmulatedAzure.WHO, "")
                .at("/providers/Microsoft.Network/writes")
                .asInt();
    }

    private static String opening(String instance, Instant end) {
        return new RuleName.Opening(instance, GrantId.next(), end.truncatedTo(ChronoUnit.SECONDS)).text();
    }

    private List<JsonNode> rules() throws Exception {
        List<JsonNode> rules = new ArrayList<>();
        call("GET", NSG, "").at("/properties/securityRules").forEach(rules::add);
        return rules;
    }

    private static List<String> properties(List<JsonNode> rules) {
        return rules.stream()
                .map(rule -> rule.path("name") + " " + rule.path("properties"))
                .toList();
    }

    private void put(String name, int priority, String access) throws Exception {
        put(NSG, name, priority, access);
    }

    private void put(String nsg, String name, int priority, String access) throws Exception {
        JsonNode answer = call("PUT", nsg + "/securityRules/" + name, """
                {"properties":{"protocol":"Tcp","access":"%s","direction":"Inbound","priority":%d,
                "sourceAddressPrefix":"203.0.113.7/32","sourcePortRange":"*",
                "destinationAddressPrefix":"*","destinationPortRange":"22"}}""".formatted(access, priority));
        assertThat(answer.path("name").asText()).as(answer.toString()).isEqualTo(name);
    }

    private JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        String query = path.startsWith("/_") ? "" : "?api-version=2025-03-01";
        HttpRequest request = HttpRequest.newBuilder(URI.create(emulator + path + query))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return new ObjectMapper().readTree(answer.body());
        }
    }
}
