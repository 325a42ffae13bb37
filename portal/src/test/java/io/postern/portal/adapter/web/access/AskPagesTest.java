package io.postern.portal.adapter.web.access;

import static io.postern.portal.adapter.web.access.Told.ID;
import static io.postern.portal.adapter.web.access.Told.REQUESTS;
import static io.postern.portal.adapter.web.access.Told.VM;
import static io.postern.portal.adapter.web.access.Told.request;
import static io.postern.portal.adapter.web.access.Told.services;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asking for access, and what is said before one does. */
@QuarkusTest
@QuarkusTestResource(PortalWorld.class)
@QuarkusTestResource(TestPostgres.class)
class AskPagesTest {
    private static final String FORM = "/request?vm=" + VM;
    private static final String ASKS = """
            {"known":true,"decision":"needs-approval","detail":"Waits for one approver.","rule":"guarded",
             "asked":{"stages":[{"rule":"guarded","groups":["3333-1","3333-2"],"approvals":2}],"risk":"high","lapsesAt":"2030-01-01T12:00:00Z"},
             "groupNames":{"3333-1":"db-owners"}}""";
    private static Browser requester;

    @BeforeEach
    void tell() {
        Told.world();
        if (requester == null) {
            requester = Browser.of(Who.REQUESTER);
        }
    }

    @Test
    void theFormOffersWhatThePolicyOffersAndNothingElse() {
        assertThat(page(FORM))
                .contains("22 (SSH)", "8 h at most", "3389 (RDP)", "only from <span class=\"mono\">198.51.100.0/24")
                .contains("My IP", "203.0.113.7", "value=\"PT8H\"", "value=\"until\"")
                .doesNotContain("value=\"PT12H\"", "Break the glass", "5986");
    }

    @Test
    void theEnterKeyInAFieldOnlyLooks() {
        String form = page(FORM);
        String first = form.substring(form.indexOf("type=\"submit\"", form.indexOf("id=\"ask\"")));
        assertThat(first.substring(0, first.indexOf('>'))).contains("formaction=\"/request/look\"", "formnovalidate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "private  | inside a private network, such as a VPN",
                "shared   | Your carrier shares this address out",
                "unusable | No connection to a VM can come from this address",
                "unclear  | It is not clear which address you come from"
            })
    void anAddressThatIsNotOnesOwnIsWarnedOf(String kind, String warning) {
        services().on("GET", "/api/v1/my-address", 200, "{\"address\":\"100.64.0.9\",\"kind\":\"" + kind + "\"}");
        assertThat(page(FORM)).contains(warning);
    }

    @Test
    void aProxyOnTheWayIsWarnedOf() {
        assertThat(page(FORM)).doesNotContain("through a proxy");
        HttpResponse<String> proxied = requester.still(
                requester.request(FORM).header("Via", "1.1 office-proxy").GET());
        assertThat(proxied.body()).contains("through a proxy");
    }

    @Test
    void aVmWithoutAPolicyLeadsToWhereItCanBeProtected() {
        services().on("GET", "/api/v1/virtual-machines" + VM, 200, """
                {"id":"%s","name":"web-1","ports":[],"interfaces":[]}""".formatted(VM));
        assertThat(page(FORM)).contains("web-1 offers no ports", "/connect?vm=").doesNotContain("id=\"ask\"");
    }

    @Test
    void anAddressThatNamesNoVmIsNoFault() {
        assertThat(requester.get("/request?vm=%3Cscript%3E").statusCode()).isEqualTo(404);
        assertThat(page("/request")).contains("Which VM?");
    }

    @Test
    void theOutlookSaysWhoIsAskedAndWhatChanges() {
        Told.dryRun(ASKS);
        assertThat(outlook(form("reason", "deploy")))
                .contains(
                        "Needs approval",
                        "Waits for one approver.",
                        "2 approvers",
                        "by rule guarded",
                        "db-owners, 3333-2")
                .contains("web-nsg", "Allow Tcp 22 from 203.0.113.7 to 10.0.0.4", "priority 100")
                .doesNotContain("Still missing", "emergency", "<html");
        Call call = services().calls("POST", REQUESTS).getFirst();
        assertThat(call.query()).isEqualTo("dryRun=true");
        assertThat(call.body())
                .isEqualTo("{\"targets\":[{\"vm\":\"" + VM
                        + "\",\"ports\":[22]}],\"duration\":\"PT1H\",\"justification\":\"deploy\"}");
        assertThat(call.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
    }

    @Test
    void whatIsMissingIsListedAndTheRestIsSaidAllTheSame() {
        assertThat(outlook(form("reason", " "))).contains("Approved at once", "Say why you need it.", "web-nsg");
        Map<String, String> none = form("reason", "x");
        none.remove("ports");
        assertThat(outlook(none)).contains("Choose at least one port.", "Not complete yet");
        assertThat(outlook(form("from", "ranges"))).contains("Name the addresses that you will connect from.");
        assertThat(outlook(form("length", "until"))).contains("Say until when.");
    }

    @Test
    void everyRuleThatIsNotMetIsASentence() {
        services().on("POST", REQUESTS, 400, """
                {"type":"urn:postern:problem:source-too-wide","status":400,"detail":"Too wide.",
                 "errors":["Source 203.0.112.0/23 is too wide.","The JIT policy allows PT3H at most, <really>."]}""");
        assertThat(outlook(form("ranges", "203.0.112.0/23")))
                .contains("Not possible as it stands", "Source 203.0.112.0/23 is too wide.", "&lt;really&gt;");
        Told.dryRun("""
                {"known":true,"decision":"denied","detail":"No rule lets you.","rule":"x",
                 "refused":{"reason":"unmet","unmet":["A ticket is needed."]}}""");
        assertThat(outlook(form("reason", "x"))).contains("No rule lets you.", "A ticket is needed.");
    }

    @Test
    void aServiceThatIsAwayIsSaidWhereItsWordWouldBe() {
        services().refuse("POST", REQUESTS, 503, "x");
        assertThat(outlook(form("reason", "x"))).contains("Cannot be said just now", "cannot be reached just now");
    }

    @Test
    void theGlassCanBeBrokenOnlyWhereThePolicySaysSo() {
        Told.dryRun(ASKS);
        assertThat(outlook(form("reason", "x"))).doesNotContain("This is an emergency");
        assertThat(services().calls("POST", REQUESTS))
                .anySatisfy(call -> assertThat(call.body()).contains("\"breakGlass\":{\"confirm\":\"web-1\"}"));
        Map<String, String> emergency = form("reason", "the site is down");
        emergency.put("emergency", "on");
        assertThat(requester.post("/request/look", emergency).body())
                .contains("Type <strong>web-1</strong> to confirm", "the site is down", "Not an emergency");
    }

    @Test
    void aRequestIsSentOnceHoweverOftenItIsPressed() {
        services().on("POST", REQUESTS, 202, request("pending", ""));
        String key = hidden(page(FORM), "key");
        Map<String, String> form = form("reason", "deploy");
        form.put("key", key);
        for (int press = 0; press < 2; press++) {
            HttpResponse<String> sent = requester.post("/request", form);
            assertThat(sent.statusCode()).isEqualTo(303);
            assertThat(sent.headers().firstValue("Location").orElseThrow()).endsWith("/requests/" + ID);
        }
        assertThat(services().calls("POST", REQUESTS))
                .extracting(call -> call.header("Idempotency-Key"))
                .containsExactly(key, key);
        assertThat(page(FORM)).contains(">deploy</textarea>"); // the reason from the last time
    }

    @Test
    void rangesAndAnEndInOnesOwnZoneAreSentAsMeant() {
        services().on("POST", REQUESTS, 202, request("pending", ""));
        Map<String, String> form = form("reason", "deploy");
        form.putAll(Map.of(
                "from", "ranges",
                "ranges", "198.51.100.9,\n203.0.113.0/24",
                "length", "until",
                "until", "2030-07-01T18:00",
                "zone", "Europe/Berlin",
                "ticket", " INC-7 "));
        requester.post("/request", form);
        assertThat(services().calls("POST", REQUESTS).getFirst().body())
                .contains("\"sources\":[\"198.51.100.9\",\"203.0.113.0/24\"]")
                .contains("\"endsAt\":\"2030-07-01T16:00:00Z\"", "\"ticket\":\"INC-7\"")
                .doesNotContain("duration", "breakGlass");
    }

    @Test
    void whatIsRefusedKeepsWhatWasWrittenAndGetsAnotherKey() {
        services().on("POST", REQUESTS, 400, """
                {"type":"urn:postern:problem:text-unusable","status":400,"detail":"No.","errors":["The ticket is a reference."]}""");
        Map<String, String> form = form("reason", "\"><script>alert(1)</script>");
        form.put("key", "k-1");
        HttpResponse<String> no = requester.post("/request", form);
        assertThat(no.statusCode()).isEqualTo(400);
        assertThat(no.body())
                .contains("This was not sent.", "The ticket is a reference.", "&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert");
        assertThat(hidden(no.body(), "key")).isNotEqualTo("k-1");
        services().refuse("POST", REQUESTS, 503, "x");
        HttpResponse<String> unsure = requester.post("/request", form);
        assertThat(unsure.statusCode()).isEqualTo(503);
        assertThat(hidden(unsure.body(), "key")).isEqualTo("k-1");
        assertThat(requester.post("/request", form("reason", "")).statusCode()).isEqualTo(400);
    }

    @Test
    void whatWasWrittenIsThereAgainBehindAStrongerSignIn() {
        services().demand("POST", REQUESTS, "{\"access_token\":{\"acrs\":{\"value\":\"c1\"}}}");
        Browser browser = Browser.of(Who.REQUESTER);
        HttpResponse<String> away = browser.post("/request", form("reason", "nightly import"));
        String way = away.headers().firstValue("Refresh").orElseThrow().substring("0; url=".length());
        assertThat(browser.get(way).body())
                .contains("What you had written is still here.", "nightly import</textarea>")
                .containsPattern("value=\"PT1H\"\\s+checked");
        assertThat(browser.get(FORM).body()).doesNotContain("What you had written", "value=\"k\"");
    }

    @Test
    void favouritesAreKeptUsedAndDeletedByTheirOwnerAlone() {
        Map<String, String> form = form("reason", "nightly <import>");
        form.put("favourite", "Nightly");
        String kept = requester
                .post("/favourites", form)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String id = kept.substring(kept.indexOf('=') + 1);
        assertThat(page("/request?favourite=" + id)).contains("nightly &lt;import&gt;");
        assertThat(page("/my-access")).contains("Nightly", "/favourites/" + id + "/delete");
        Browser other = Browser.of(Who.APPROVER);
        assertThat(other.get("/request?favourite=" + id).statusCode()).isEqualTo(404);
        other.post("/favourites/" + id + "/delete", Map.of());
        assertThat(page("/favourites/" + id + "/delete")).contains("Delete the favourite Nightly?");
        requester.post("/favourites/" + id + "/delete", Map.of());
        assertThat(page("/my-access")).doesNotContain("Nightly");
        assertThat(requester.get("/favourites/not-an-id/delete").statusCode()).isEqualTo(404);
        for (int i = 0; i < 20; i++) {
            assertThat(other.post("/favourites", form).statusCode()).isEqualTo(303);
        }
        HttpResponse<String> full = other.post("/favourites", form);
        assertThat(full.statusCode()).isEqualTo(409);
        assertThat(full.body()).contains("You keep 20 favourites already");
    }

    @Test
    void anEarlierRequestIsAskedForAgainFromWhereOneIsNow() {
        Told.one(request("closed", ""));
        assertThat(page("/request?again=" + ID))
                .contains("deploy &lt;b&gt;a fix&lt;/b&gt;</textarea>", "value=\"INC-1\"")
                .containsPattern("value=\"22\"\\s+checked")
                .containsPattern("value=\"mine\"\\s+checked");
    }

    @Test
    void whoMayNotAskIsToldWhichRoleItTakesAndNothingIsSent() {
        Browser auditor = Browser.of(Who.AUDITOR);
        assertThat(auditor.get(FORM).statusCode()).isEqualTo(403);
        for (String path : new String[] {"/request", "/request/outlook", "/request/look", "/favourites"}) {
            assertThat(auditor.post(path, form("reason", "x")).statusCode()).isEqualTo(403);
            HttpResponse<String> forged =
                    requester.still(requester.form(path, form("reason", "x")).header("Sec-Fetch-Site", "cross-site"));
            assertThat(forged.statusCode()).isEqualTo(403);
        }
        assertThat(services().calls("POST", REQUESTS)).isEmpty();
    }

    private static Map<String, String> form(String name, String value) {
        Map<String, String> form = new HashMap<>(Map.of(
                "vm", VM, "ports", "22", "from", "mine", "length", "PT1H", "reason", "", "ticket", "", "key", "k"));
        form.put(name, value);
        return form;
    }

    private static String outlook(Map<String, String> form) {
        HttpResponse<String> answer = requester.postPart("/request/outlook", form);
        assertThat(answer.statusCode()).as("outlook").isEqualTo(200);
        return answer.body();
    }

    private static String hidden(String page, String name) {
        Matcher found =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String page(String path) {
        HttpResponse<String> answer = requester.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }
}
