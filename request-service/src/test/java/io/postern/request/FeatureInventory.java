package io.postern.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.VmAssessed.Guard;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.Posture;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.VmId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** VMs as people find them and put them under protection: F21, F22, F28, F29 and F31. */
final class FeatureInventory {
    private static final String LIST = "/api/v1/virtual-machines";
    private static final Posture SHUT = new Posture(Guard.NSG, null, List.of());
    private static final Posture OPEN = new Posture(Guard.NSG, null, List.of(22));
    private static final Posture NAKED = new Posture(Guard.NONE, null, List.of());

    private FeatureInventory() {}

    /** Classic VMs and policies that switch this off cannot occur here, so that they are no reasons. */
    static void lists(Neighbours service) {
        List<String> reasons = List.of(
                "NoNsgOrFirewall", "FirewallPolicy", "NoNetworkInterface", "NoPrivateAddress", "Ipv6PrivateAddress");
        Plot plot = new Plot(service, "F21").seen("f21-off", "f21-on").offers22("f21-on");
        reasons.forEach(reason -> plot.seen("f21-" + reason, "Linux", JitStatus.UNSUPPORTED, reason, NAKED));
        assertThat(named("configured").findValuesAsText("name")).containsExactly("f21-on");
        assertThat(named("not-configured").findValuesAsText("name")).containsExactly("f21-off");
        assertThat(named("unsupported").findValuesAsText("reason")).containsExactlyInAnyOrderElementsOf(reasons);
        Api.get(LIST + "?list=disabled", TestIdentity.auditor()).is(400);
        Arm.error(
                plot.put(Arm.vmBody(plot.vm("f21-NoNsgOrFirewall"), Arm.port(22, ""))),
                409,
                "VirtualMachineNotSupported");
    }

    private static JsonNode named(String list) {
        return Api.get(LIST + "?name=f21-&list=" + list, TestIdentity.auditor())
                .is(200)
                .json()
                .path("value");
    }

    static void health(Neighbours service) {
        Plot plot = new Plot(service, "F22")
                .seen("jit", "Linux", JitStatus.PROTECTED, null, OPEN)
                .seen("pending", "Linux", JitStatus.NOT_CONFIGURED, null, SHUT)
                .seen("bypassed", "Linux", JitStatus.BYPASSED, "ForeignAllow", OPEN)
                .seen("shut", "Linux", JitStatus.NOT_CONFIGURED, null, SHUT)
                .seen("open", "Linux", JitStatus.NOT_CONFIGURED, null, OPEN)
                .seen("shut-by-firewall", "Linux", JitStatus.NOT_CONFIGURED, null, firewall(List.of()))
                .seen("open-by-firewall", "Linux", JitStatus.NOT_CONFIGURED, null, firewall(List.of(3389)))
                .seen("naked", "Linux", JitStatus.UNSUPPORTED, "NoNsgOrFirewall", NAKED)
                .offers22("jit", "pending", "bypassed");
        Map.of(
                        "jit", "healthy ",
                        "pending", "unhealthy BaselinePending",
                        "bypassed", "unhealthy ForeignAllow",
                        "shut", "healthy ",
                        "open", "unhealthy ManagementPortsOpen",
                        "shut-by-firewall", "healthy ",
                        "open-by-firewall", "unhealthy ManagementPortsOpen",
                        "naked", "not-applicable NoNsgOrFirewall")
                .forEach((vm, health) -> {
                    JsonNode shown = plot.inventory(vm);
                    assertThat(shown.path("health").asText() + " "
                                    + shown.path("healthReason").asText())
                            .as(vm)
                            .isEqualTo(health);
                });
    }

    private static Posture firewall(List<Integer> openPorts) {
        return new Posture(Guard.FIREWALL, "/firewalls/fw", openPorts);
    }

    static void firewall(Neighbours service) {
        Plot plot = new Plot(service, "F28")
                .seen("behind", "Linux", JitStatus.NOT_CONFIGURED, null, new Posture(Guard.NSG, "/fw", List.of()))
                .seen("beside");
        plot.put(Stream.of("behind", "beside")
                        .map(name -> Arm.vmBody(plot.vm(name), Arm.port(22, ""))
                                .replaceFirst("}$", ",\"publicIpAddress\":\"203.0.113.99\"}"))
                        .toArray(String[]::new))
                .is(200);
        assertThat(plot.shown().path("properties").findValuesAsText("publicIpAddress"))
                .containsExactly("203.0.113.99", "203.0.113.99");
        Api.Answer asked = plot.ask22(TestIdentity.requester(), "behind", "\"duration\":\"PT1H\"")
                .is(202);
        assertThat(asked.body()).doesNotContain("mappedPort");
        String path = Api.REQUESTS + "?vm=" + plot.vm("behind");
        String id =
                Api.get(path, TestIdentity.auditor()).json().at("/value/0/id").asText();
        Story story = new Story(service, new VmId(plot.vm("behind")));
        story.approve(id);
        GrantId grant = story.openThroughFirewall(id);
        Neighbours.await("it is open", () -> shown(id).path("state").asText().equals("open"));
        assertThat(shown(id).at("/grants/0/connect").toString())
                .isEqualTo("[{\"port\":22,\"protocol\":\"*\",\"address\":\"192.0.2.20\",\"mappedPort\":41600}]");
        assertThat(shown(id).path("timeline").findValuesAsText("detail"))
                .anyMatch(line -> line.endsWith("; connect to 192.0.2.20:41600 for 22/*."));
        assertThat(plot.shown()
                        .at("/properties/requests/0/virtualMachines/0/ports/0/mappedPort")
                        .asInt())
                .isEqualTo(41600);
        story.remove(id, grant, CloseReason.RELEASED);
        Neighbours.await("it is closed", () -> shown(id).path("state").asText().equals("closed"));
        assertThat(shown(id).path("grants").findValues("connect")).isEmpty();
        assertThat(plot.shown().toString()).doesNotContain("mappedPort");
        Api.Answer beside = plot.ask22(TestIdentity.requester(), "beside", "\"duration\":\"PT1H\"")
                .is(202);
        assertThat(beside.body()).doesNotContain("mappedPort");
    }

    private static JsonNode shown(String id) {
        return Api.get(Api.REQUESTS + "/" + id, TestIdentity.auditor()).is(200).json();
    }

    static void oneClick(Neighbours service) {
        Plot plot = new Plot(service, "F29").seen("vm");
        assertThat(ask(plot, 22, "PT1H").is(409).text("type")).isEqualTo("urn:postern:problem:vm-not-protected");
        Neighbours.protect(TestIdentity.admin(), plot.vm("vm")).is(200);
        JsonNode rule = plot.inventory("vm").path("ports").path(0);
        Api.Answer asked = ask(
                        plot,
                        rule.path("port").asInt(),
                        rule.path("maxDuration").asText())
                .is(202);
        assertThat(asked.json().path("sources").toString()).isEqualTo("[\"203.0.113.7/32\"]");
        ask(plot, 3389, "PT1H").is(400);
    }

    private static Api.Answer ask(Plot plot, int port, String duration) {
        return Api.post(
                Api.REQUESTS,
                TestIdentity.requester(),
                "{\"targets\":[{\"vm\":\"%s\",\"ports\":[%d]}],\"duration\":\"%s\",\"justification\":\"one click\"}"
                        .formatted(plot.vm("vm"), port, duration));
    }

    static void bulk(Neighbours service) {
        Plot plot = new Plot(service, "F31")
                .seen("linux")
                .seen("windows", "Windows", JitStatus.NOT_CONFIGURED, null, SHUT)
                .seen("naked", "Linux", JitStatus.UNSUPPORTED, "NoNsgOrFirewall", NAKED);
        String[] vms =
                Stream.of("linux", "windows", "naked", "nobody").map(plot::vm).toArray(String[]::new);
        assertThat(outcomes(Neighbours.protect(TestIdentity.admin(), vms)))
                .containsExactly("protected", "protected", "refused", "refused");
        assertThat(plot.inventory("linux").path("ports").findValuesAsText("port"))
                .containsExactly("22");
        assertThat(plot.inventory("windows").path("ports").findValuesAsText("port"))
                .containsExactly("3389", "5985", "5986");
        JsonNode before = plot.shown();
        assertThat(outcomes(Neighbours.protect(TestIdentity.admin(), vms)))
                .containsExactly("already-protected", "already-protected", "refused", "refused");
        assertThat(plot.shown()).isEqualTo(before);
        Neighbours.protect(TestIdentity.requester(), vms).is(403);
    }

    private static List<String> outcomes(Api.Answer answer) {
        return answer.is(200).json().path("value").findValuesAsText("outcome");
    }
}
