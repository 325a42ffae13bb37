package io.postern.request;

import static io.postern.request.Neighbours.VMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.ScaleSetAssessed;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.Guard;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.event.VmAssessed.Posture;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the enforcer sees, as people are shown it. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class InventoryTest {
    private static final String LIST = "/api/v1/virtual-machines";
    private static final String SETS = Neighbours.GROUP + "/providers/Microsoft.Compute/virtualMachineScaleSets/";

    @Inject
    Neighbours neighbours;

    @Test
    void aVmIsShownWithItsNetworkItsHealthAndItsPolicy() {
        seen("net-1", JitStatus.NOT_CONFIGURED, null, new Posture(Guard.NSG, "/firewalls/fw", List.of(22, 3389)));
        JsonNode open = one("net-1");
        assertThat(open.path("list").asText()).isEqualTo("not-configured");
        assertThat(open.path("health").asText()).isEqualTo("unhealthy");
        assertThat(open.path("healthReason").asText()).isEqualTo("ManagementPortsOpen");
        assertThat(open.path("firewall").asText()).isEqualTo("/firewalls/fw");
        assertThat(open.path("openManagementPorts").toString()).isEqualTo("[22,3389]");
        JsonNode nic = open.path("interfaces").path(0);
        assertThat(nic.path("privateAddresses").toString()).isEqualTo("[\"10.0.0.4\"]");
        assertThat(nic.path("publicAddresses").toString()).isEqualTo("[\"203.0.113.50\"]");
        assertThat(nic.path("nsgs")).hasSize(2);
        assertThat(nic.path("applicationSecurityGroups").toString()).isEqualTo("[\"asg-1\"]");
        assertThat(open.has("policy")).isFalse();

        Neighbours.protect(TestIdentity.admin(), VMS + "net-1").is(200);
        JsonNode covered = one("NET-1");
        assertThat(covered.path("list").asText()).isEqualTo("configured");
        assertThat(covered.path("healthReason").asText()).isEqualTo("BaselinePending");
        seen("net-1", JitStatus.PROTECTED, null, new Posture(Guard.NSG, "/firewalls/fw", List.of()));
        assertThat(one("net-1").path("health").asText()).isEqualTo("healthy");
        assertThat(covered.path("policy").asText()).endsWith("/jitNetworkAccessPolicies/default");
        assertThat(covered.path("policyVersion").asLong()).isPositive();
        assertThat(covered.path("ports").path(0).path("port").asInt()).isEqualTo(22);
    }

    @Test
    void aVmHasOneAddressHoweverItsIdIsWritten() {
        seen("path-1", JitStatus.NOT_CONFIGURED, null, null);
        String id = VMS + "path-1";
        List<String> spellings = List.of(
                id,
                id.substring(1),
                id.toUpperCase(Locale.ROOT),
                URLEncoder.encode(id, StandardCharsets.UTF_8),
                URLEncoder.encode(id.substring(1), StandardCharsets.UTF_8));
        for (String spelling : spellings) {
            Api.Answer answer = Api.get(LIST + "/" + spelling, TestIdentity.requester());
            assertThat(answer.text("id")).as(spelling).isEqualTo(id);
        }
        Api.Answer unknown = Api.get(LIST + VMS + "path-404", TestIdentity.requester());
        assertThat(unknown.is(404).text("type")).isEqualTo("urn:postern:problem:unknown-vm");
        Api.get(LIST + "/nonsense", TestIdentity.requester()).is(404);
    }

    @Test
    void aVmThatIsGoneIsShownOnlyWhileAPolicyNamesIt() {
        seen("gone-1", JitStatus.NOT_CONFIGURED, null, null);
        seen("gone-2", JitStatus.NOT_CONFIGURED, null, null);
        Neighbours.protect(TestIdentity.admin(), VMS + "gone-2").is(200);
        seen("gone-1", JitStatus.UNSUPPORTED, "VmDeleted", null);
        seen("gone-2", JitStatus.UNSUPPORTED, "VmDeleted", null);
        JsonNode left = page("?name=gone-");
        assertThat(names(left)).containsExactly("gone-2");
        assertThat(left.path("value").path(0).path("reason").asText()).isEqualTo("VmDeleted");
        assertThat(left.path("value").path(0).path("list").asText()).isEqualTo("configured");
        Api.get(LIST + VMS + "gone-1", TestIdentity.requester()).is(404);
        seen("gone-1", JitStatus.NOT_CONFIGURED, null, null);
        assertThat(names(page("?name=gone-"))).containsExactly("gone-1", "gone-2");
    }

    @Test
    void resourceGroupsWithVmsAreListedForThoseWhoNarrowTheList() {
        seen("group-1", JitStatus.NOT_CONFIGURED, null, null);
        Api.Answer groups = Api.get(LIST + "/resource-groups", TestIdentity.requester());
        JsonNode contoso = groups.is(200).json().path("value").path(0);
        assertThat(contoso.path("subscription").asText()).isEqualTo("00000000-0000-0000-0000-000000000001");
        assertThat(contoso.path("resourceGroup").asText()).isEqualTo("contoso");
        assertThat(contoso.path("virtualMachines").asLong()).isPositive();
        Api.get(LIST + "/resource-groups", TestIdentity.outsider()).is(403);
    }

    @Test
    void theListsAreFilteredPagedAndCounted() {
        JsonNode before = page("?limit=1").path("counts");
        seen("list-a", JitStatus.NOT_CONFIGURED, null, new Posture(Guard.NSG, null, List.of()));
        seen("list-b", JitStatus.NOT_CONFIGURED, null, new Posture(Guard.NSG, null, List.of(22)));
        seen("list-c", JitStatus.UNSUPPORTED, "NoNsgOrFirewall", new Posture(Guard.NONE, null, List.of()));
        seen("list-d", JitStatus.BYPASSED, "ForeignAllow", new Posture(Guard.NSG, null, List.of(22)));
        seen("list-e", JitStatus.NOT_CONFIGURED, null, new Posture(Guard.NSG, null, List.of(22)));
        Neighbours.protect(TestIdentity.admin(), VMS + "list-d", VMS + "list-e").is(200);
        seen("list-e", JitStatus.PROTECTED, null, new Posture(Guard.NSG, null, List.of(22)));

        assertThat(names(page("?name=LIST-"))).containsExactly("list-a", "list-b", "list-c", "list-d", "list-e");
        assertThat(names(page("?name=ist-&list=configured"))).containsExactly("list-d", "list-e");
        assertThat(names(page("?name=list-&list=not-configured"))).containsExactly("list-a", "list-b");
        assertThat(names(page("?name=list-&list=unsupported"))).containsExactly("list-c");
        assertThat(names(page("?name=list-&health=unhealthy"))).containsExactly("list-b", "list-d");
        assertThat(names(page("?name=list-&health=healthy"))).containsExactly("list-a", "list-e");
        assertThat(names(page("?name=list-&health=not-applicable"))).containsExactly("list-c");
        assertThat(names(page("?name=list-&list=configured&health=unhealthy"))).containsExactly("list-d");
        assertThat(names(page("?name=list-&resourceGroup=CONTOSO"))).hasSize(5);
        assertThat(names(page("?name=list-&resourceGroup=contos"))).isEmpty();
        assertThat(names(page("?name=list-&subscription=00000000-0000-0000-0000-000000000001")))
                .hasSize(5);
        assertThat(names(page("?name=list-&subscription=00000000-0000-0000-0000-00000000000")))
                .isEmpty();
        assertThat(names(page("?name=list_"))).isEmpty();

        List<String> paged = new ArrayList<>();
        String after = "";
        for (int pages = 0; pages < 3; pages++) {
            JsonNode page = page("?name=list-&limit=2" + after);
            paged.addAll(names(page));
            assertThat(page.has("next")).isEqualTo(pages < 2);
            after = "&after=" + page.path("next").asText();
        }
        assertThat(paged).containsExactly("list-a", "list-b", "list-c", "list-d", "list-e");

        JsonNode counts = page("?limit=1").path("counts");
        assertThat(counts.path("configured").asLong()
                        - before.path("configured").asLong())
                .isEqualTo(2);
        assertThat(counts.path("notConfigured").asLong()
                        - before.path("notConfigured").asLong())
                .isEqualTo(2);
        assertThat(counts.path("unsupported").asLong()
                        - before.path("unsupported").asLong())
                .isEqualTo(1);
    }

    @Test
    void whoUsedAVmAndWhenIsShown() {
        neighbours.protectedVm("used-1");
        assertThat(one("used-1").path("approvedRequests").asLong()).isZero();
        assertThat(one("used-1").has("lastAccess")).isFalse();
        RequestId id = new RequestId(Api.post(Api.REQUESTS, TestIdentity.requester(), Neighbours.goodBody("used-1"))
                .is(202)
                .text("id"));
        new Story(neighbours).approve(id.value());
        Neighbours.await(
                "the approval is counted",
                () -> one("used-1").path("approvedRequests").asLong() == 1);
        GrantId grant = GrantId.next();
        say(new RulesApplied(
                id,
                grant,
                new VmId(VMS + "used-1"),
                List.of(new PortAccess(new Port(22), Protocol.ANY)),
                Story.NOW,
                Story.END,
                "rule",
                List.of(),
                new RulesApplied.Personal(List.of())));
        Neighbours.await(
                "somebody is active", () -> one("used-1").path("activeNow").asBoolean());
        assertThat(one("used-1").path("lastUser").path("name").asText()).isEqualTo("Requester");
        assertThat(one("used-1").path("lastAccess").asText()).isEqualTo(Story.NOW.toString());
        neighbours.say(
                Source.ENFORCER_SERVICE,
                new RulesRemoved(
                        id, grant, new VmId(VMS + "used-1"), "rule", Story.END, CloseReason.RELEASED, List.of()),
                Story.NOW.plusSeconds(4));
        Neighbours.await(
                "nobody is active", () -> !one("used-1").path("activeNow").asBoolean());
        assertThat(one("used-1").path("lastAccess").asText())
                .isEqualTo(Story.NOW.plusSeconds(4).toString());
    }

    @Test
    void scaleSetsAreCheckedForTheirTerminationNotice() {
        say(new ScaleSetAssessed(SETS + "told-ss", "westeurope", Duration.ofMinutes(5), false));
        say(new ScaleSetAssessed(SETS + "App-ss", "westeurope", null, false));
        Neighbours.await("both are known", () -> sets("").size() == 2);
        assertThat(sets("").findValuesAsText("name")).containsExactly("App-ss", "told-ss");
        assertThat(sets("").findValuesAsText("health")).containsExactly("unhealthy", "healthy");
        assertThat(sets("").path(0).path("healthReason").asText()).isEqualTo("TerminationNotificationOff");
        assertThat(sets("").path(1).path("terminationNotice").asText()).isEqualTo("PT5M");
        assertThat(sets("?limit=1").findValuesAsText("name")).containsExactly("App-ss");
        assertThat(sets("?after=" + SETS + "APP-SS").findValuesAsText("name")).containsExactly("told-ss");
        say(new ScaleSetAssessed(SETS + "app-ss", "westeurope", null, true));
        Neighbours.await("one is gone", () -> sets("").size() == 1);
    }

    @Test
    void theInventoryIsForThoseWithAPartInIt() {
        for (String token : List.of(
                TestIdentity.requester(), TestIdentity.approver(), TestIdentity.admin(), TestIdentity.auditor())) {
            Api.get(LIST, token).is(200);
            Api.get("/api/v1/scale-sets", token).is(200);
        }
        for (String path : List.of(LIST, LIST + VMS + "web-1", "/api/v1/scale-sets")) {
            assertThat(Api.get(path, TestIdentity.outsider()).is(403).text("type"))
                    .isEqualTo("urn:postern:problem:not-entitled");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?list=all",
                "?health=ill",
                "?name=a%25",
                "?name=%00",
                "?name=%F0%9F%98%80",
                "?subscription=a%2Fb",
                "?resourceGroup=%00",
                "?after=web-1",
                "?limit=0",
                "?limit=201"
            })
    void aFilterThatMakesNoSenseIsRefused(String query) {
        assertThat(Api.get(LIST + query, TestIdentity.requester()).is(400).text("type"))
                .isEqualTo("urn:postern:problem:invalid-field");
    }

    private void seen(String name, JitStatus status, String reason, Posture posture) {
        NetworkInterface nic = new NetworkInterface(
                "/nics/" + name,
                List.of("10.0.0.4"),
                nsg("nic"),
                List.of("203.0.113.50"),
                "/subnets/apps",
                nsg("subnet"),
                List.of("asg-1"));
        neighbours.say(
                Source.ENFORCER_SERVICE,
                new VmAssessed(
                        new VmId(VMS + name), "westeurope", "Linux", List.of(nic), status, reason, null, posture),
                Story.NOW);
        Neighbours.await(
                name + " is seen",
                () -> neighbours
                        .strings("select status || coalesce(reason, '') from inventory_vm" + " where vm like '%/" + name
                                + "'")
                        .equals(List.of(status + (reason == null ? "" : reason))));
    }

    private void say(PosternEvent fact) {
        neighbours.say(Source.ENFORCER_SERVICE, fact, Story.NOW);
    }

    private static BoundaryId nsg(String name) {
        return new BoundaryId(Neighbours.GROUP + "/providers/Microsoft.Network/networkSecurityGroups/" + name);
    }

    private static JsonNode page(String query) {
        return Api.get(LIST + query, TestIdentity.requester()).is(200).json();
    }

    private static JsonNode one(String name) {
        return Api.get(LIST + VMS + name, TestIdentity.requester()).is(200).json();
    }

    private static List<String> names(JsonNode page) {
        return page.path("value").findValuesAsText("name").stream()
                .filter(name -> !name.equals("Requester"))
                .toList();
    }

    private static JsonNode sets(String query) {
        return Api.get("/api/v1/scale-sets" + query, TestIdentity.requester())
                .is(200)
                .json()
                .path("value");
    }
}
