package io.postern.portal.adapter.web.machine;

import static io.postern.portal.adapter.web.machine.Fleet.VMS;
import static io.postern.portal.adapter.web.machine.Fleet.configured;
import static io.postern.portal.adapter.web.machine.Fleet.id;
import static io.postern.portal.adapter.web.machine.Fleet.open;
import static io.postern.portal.adapter.web.machine.Fleet.services;
import static io.postern.portal.adapter.web.machine.Visits.PAGE;
import static io.postern.portal.adapter.web.machine.Visits.as;
import static io.postern.portal.adapter.web.machine.Visits.encoded;
import static io.postern.portal.adapter.web.machine.Visits.post;
import static io.postern.portal.adapter.web.machine.Visits.shown;
import static io.postern.portal.adapter.web.machine.Visits.url;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.messaging.testing.TestPostgres;
import io.postern.portal.testing.Browser;
import io.postern.portal.testing.PortalWorld;
import io.postern.portal.testing.StubServices.Call;
import io.postern.portal.testing.Who;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PortalWorld.class)
@QuarkusTestResource(TestPostgres.class)
class PolicyPagesTest {
    @BeforeEach
    void nothingSaid() {
        services().reset();
    }

    @Test
    void theEditorBeginsWithThePolicyAndShowsTheDenyRuleThatItWillWrite() {
        editor();
        Browser admin = as(Who.ADMIN);
        assertThat(admin.get(PAGE + "/policy?id=" + url("web-1")).body())
                .contains(
                        "name=\"port\"",
                        "value=\"22\"",
                        "value=\"8\"",
                        "&quot;7&quot;",
                        "3389 RDP",
                        "<details class=\"conditions\" open>")
                .contains("hx-post=\"/virtual-machines/policy/deny\"");
        HttpResponse<String> deny = post(admin, PAGE + "/policy/deny", form("22", "", "8"));
        assertThat(deny.body())
                .contains("postern-demo-deny-1", "1001", "Inbound", "Bypassed", "rule allow-all at 100")
                .doesNotContain("<html");
        Call asked = services().calls("POST", "/api/v1/plans/baseline").getFirst();
        assertThat(asked.body()).contains("\"port\":22", id("web-1"));
        assertThat(post(admin, PAGE + "/policy", form("22", "", "8") + "&do=preview")
                        .body())
                .contains("postern-demo-deny-1", "<html");
    }

    @Test
    void rowsOfTheEditorComeAndGoWithoutScript() {
        editor();
        Browser admin = as(Who.ADMIN);
        assertThat(post(admin, PAGE + "/policy", form("22", "", "8") + "&do=add-3389")
                        .body())
                .contains("value=\"22\"", "value=\"3389\"");
        assertThat(post(admin, PAGE + "/policy", form("22", "", "8") + "&do=remove-0")
                        .body())
                .contains("No port yet.");
        assertThat(services().calls("PUT", VMS + id("web-1") + "/jit-policy")).isEmpty();
    }

    @Test
    void aPolicyIsSavedAsItWasReadOrNotAtAll() {
        editor();
        Browser admin = as(Who.ADMIN);
        services().on("PUT", VMS + id("web-1") + "/jit-policy", 200, "{\"etag\":\"\\\"8\\\"\",\"ports\":[]}");
        HttpResponse<String> saved = post(
                admin, PAGE + "/policy", form("22", "198.51.100.0/24, 203.0.113.7", "90", "min") + "&do=save&mfa=on");
        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(saved.headers().firstValue("Location").orElse("")).contains("done=saved");
        Call put = services().calls("PUT", VMS + id("web-1") + "/jit-policy").getFirst();
        assertThat(put.header("If-Match")).isEqualTo("\"7\"");
        assertThat(put.body())
                .contains("\"maxDuration\":\"PT1H30M\"", "\"198.51.100.0/24\",\"203.0.113.7\"", "\"mfa\":true");

        services().refuse("PUT", VMS + id("web-1") + "/jit-policy", 412, "The policy has changed.");
        HttpResponse<String> stale = post(admin, PAGE + "/policy", form("22", "", "8") + "&do=save");
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(stale.body()).contains("Somebody else changed this policy", "Begin again with theirs");
    }

    @Test
    void whatIsWrongStandsBesideItsFieldAndNothingIsSent() {
        editor();
        Browser admin = as(Who.ADMIN);
        HttpResponse<String> wrong =
                post(admin, PAGE + "/policy", form("70000", "here", "25") + "&do=save&ipv4=99&context=%3C");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("A port is a number from 1 to 65535.", "“here” is no address", "5 minutes to 24 hours.")
                .contains("A number from 1 to 32.", "It is named like c1.", "aria-invalid=\"true\"");
        assertThat(services().calls("PUT", VMS + id("web-1") + "/jit-policy")).isEmpty();

        services().refuse("PUT", VMS + id("web-1") + "/jit-policy", 400, "Field 'ports[0].port': it is taken.");
        assertThat(post(admin, PAGE + "/policy", form("22", "", "8") + "&do=save")
                        .body())
                .contains("it is taken.");
    }

    @Test
    void removingProtectionSaysWhatItDoesAndHappensOnlyToThePolicyThatWasShown() {
        editor();
        services().on("DELETE", VMS + id("web-1") + "/jit-policy", 204, "");
        Browser admin = as(Who.ADMIN);
        assertThat(admin.get(PAGE + "/remove?id=" + url("web-1")).body())
                .contains("postern-demo-deny-1", "priority 1001", "Access that is open now", "22, 3389");
        assertThat(services().calls("DELETE", VMS + id("web-1") + "/jit-policy"))
                .isEmpty();
        HttpResponse<String> done = admin.post(PAGE + "/remove", Map.of("id", id("web-1"), "etag", "\"7\""));
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(services()
                        .calls("DELETE", VMS + id("web-1") + "/jit-policy")
                        .getFirst()
                        .header("If-Match"))
                .isEqualTo("\"7\"");
        assertThat(as(Who.REQUESTER)
                        .post(PAGE + "/remove", Map.of("id", id("web-1")))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void connectingLeadsToWhatHasToComeFirst() {
        Fleet.one("web-2", open("web-2"));
        assertThat(shown(Who.ADMIN, "/connect?vm=" + url("web-2"))).contains("is not protected", "Enable JIT");
        assertThat(shown(Who.REQUESTER, "/connect?vm=" + url("web-2")))
                .contains("is not protected", "Postern.Configure")
                .doesNotContain("Enable JIT");
        Fleet.one("web-1", configured("web-1"));
        Fleet.requests();
        assertThat(shown(Who.REQUESTER, "/connect?vm=" + url("web-1")))
                .contains("You have no open access", "/request?vm=");
        Fleet.requests(Fleet.request("web-1", "opening", ""));
        assertThat(shown(Who.REQUESTER, "/connect?vm=" + url("web-1"))).contains("on its way", "opening");
        assertThat(services().calls("GET", "/api/v1/access-requests").getFirst().query())
                .contains("requester=me");
    }

    @Test
    void openAccessShowsLinesToCopyThroughTheFirewallIfThereIsOne() {
        Fleet.one("web-1", configured("web-1"));
        Fleet.requests(Fleet.request("web-1", "open", ""));
        assertThat(shown(Who.REQUESTER, "/connect?vm=" + url("web-1")))
                .contains("data-copy=\"ssh USER@203.0.113.50\"", "2036-11-21T11:00:00Z", "are not cut");
        Fleet.requests(Fleet.request(
                "web-1",
                "open",
                ",\"connect\":[{\"port\":22,\"protocol\":\"*\",\"address\":\"198.51.100.9\",\"mappedPort\":4022}]"));
        assertThat(shown(Who.REQUESTER, "/connect?vm=" + url("web-1")))
                .contains("data-copy=\"ssh -p 4022 USER@198.51.100.9\"", "198.51.100.9:4022");
    }

    private static void editor() {
        Fleet.one("web-1", configured("web-1"));
        Fleet.policy("web-1", "7");
        Fleet.deny("rule allow-all at 100");
    }

    private static String form(String port, String sources, String time) {
        return form(port, sources, time, "h");
    }

    private static String form(String port, String sources, String time, String unit) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "id", id("web-1"), "etag", "\"7\"", "port", port, "protocol", "*", "sources", sources, "time", time));
        fields.put("unit", unit);
        StringBuilder text = new StringBuilder("x=1");
        fields.forEach(
                (name, value) -> text.append('&').append(name).append('=').append(encoded(value)));
        return text.toString();
    }
}
