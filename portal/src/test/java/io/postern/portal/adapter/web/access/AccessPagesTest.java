package io.postern.portal.adapter.web.access;

import static io.postern.portal.adapter.web.access.Told.ID;
import static io.postern.portal.adapter.web.access.Told.REQUESTS;
import static io.postern.portal.adapter.web.access.Told.grant;
import static io.postern.portal.adapter.web.access.Told.request;
import static io.postern.portal.adapter.web.access.Told.services;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.messaging.testing.TestPostgres;
import io.postern.portal.testing.Browser;
import io.postern.portal.testing.PortalWorld;
import io.postern.portal.testing.Who;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One's own access, one request, and what can be done with it. */
@QuarkusTest
@QuarkusTestResource(PortalWorld.class)
@QuarkusTestResource(TestPostgres.class)
class AccessPagesTest {
    private static final String FAR = "2099-01-01T13:00:00Z";
    private static Browser requester;

    @BeforeEach
    void tell() {
        Told.world();
        if (requester == null) {
            requester = Browser.of(Who.REQUESTER);
        }
    }

    @Test
    void whoHasAskedForNothingIsShownTheWay() {
        assertThat(page("/my-access")).contains("You have asked for nothing yet", "href=\"/virtual-machines\"");
    }

    @Test
    void whatIsOpenSaysHowToConnectUntilWhenAndWhatCanBeDone() {
        Told.mine(request("open", grant(FAR, "")));
        assertThat(page("/my-access"))
                .contains("ssh USER@192.0.2.10", "data-copy", "datetime=\"" + FAR + "\" data-until")
                .contains("No new connections after", "open sessions are not cut.")
                .contains("/requests/" + ID + "/extend", "/requests/" + ID + "/release")
                .doesNotContain("/cancel", "This ends soon", "/revoke");
    }

    @Test
    void behindAFirewallTheWayLeadsThroughIt() {
        String mapped = "{\"port\":22,\"protocol\":\"TCP\",\"address\":\"192.0.2.20\",\"mappedPort\":41600}";
        Told.mine(request("open", grant(FAR, mapped)));
        assertThat(page("/my-access")).contains("ssh -p 41600 USER@192.0.2.20", "through the firewall at");
    }

    @Test
    void whatEndsWithinMinutesIsWarnedOf() {
        Told.mine(request("open", grant("2001-01-01T13:00:00Z", "")));
        assertThat(page("/my-access")).contains("This ends soon.");
    }

    @ParameterizedTest
    @CsvSource({
        "pending,   Waiting for approval, cancel",
        "approved,  Propagating,          cancel",
        "opening,   Propagating,          cancel",
        "closing,   Closing,              ''",
        "denied,    Denied,               ''",
        "lapsed,    Lapsed,               ''",
        "refused,   Not opened,           ''",
        "cancelled, Withdrawn,            ''",
        "closed,    Closed,               ''"
    })
    void eachStateIsSaidInWordsWithWhatCanBeDone(String state, String word, String action) {
        Told.mine(request(state, ""));
        String list = requester.part("/my-access/list").body();
        assertThat(list).contains(word).doesNotContain("<html");
        if (action.isEmpty()) {
            assertThat(list).doesNotContain("/requests/" + ID + "/");
        } else {
            assertThat(list).contains("/requests/" + ID + "/" + action).doesNotContain("/extend", "/release");
        }
        boolean over = !action.equals("cancel") && !state.equals("closing");
        assertThat(list.contains("/request?again=" + ID)).isEqualTo(over);
    }

    @Test
    void aServiceThatIsAwayLeavesThePageStanding() {
        services().refuse("GET", REQUESTS, 503, "no");
        assertThat(page("/my-access")).contains("Your access cannot be shown.", "cannot be reached just now");
    }

    @Test
    void whatPeopleWriteIsTextAndNothingElse() {
        Told.mine(request("denied", ""));
        Told.one(request("denied", ""));
        for (String path : new String[] {"/my-access", "/requests/" + ID}) {
            assertThat(page(path)).contains("deploy &lt;b&gt;a fix&lt;/b&gt;").doesNotContain("<b>a fix");
        }
    }

    @Test
    void aRequestIsShownWithItsStoryInTheServicesWords() {
        Told.one(request("open", grant(FAR, "")));
        assertThat(page("/requests/" + ID))
                .contains("Asked for web-1 on 22/TCP for 1 h.", "web-1 is open on 22/TCP until 2030-01-01T13:00:00Z.")
                .contains("ssh USER@192.0.2.10", "INC-1", "203.0.113.7", "postern-demo-g")
                .contains("hx-get=\"/requests/" + ID + "/story\"");
        assertThat(requester.part("/requests/" + ID + "/story").body())
                .contains("Story")
                .doesNotContain("<html");
    }

    @Test
    void aRequestThatOneMayNotSeeIsNotThere() {
        services().refuse("GET", REQUESTS + "/" + ID, 404, "There is no such request, or none that you may see.");
        HttpResponse<String> answer = requester.get("/requests/" + ID);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("none that you may see");
    }

    @Test
    void givingBackAsksOnceAndSaysWhatHappens() {
        Told.one(request("open", grant(FAR, "")));
        assertThat(page("/requests/" + ID + "/release"))
                .contains("Give back the access to web-1?", "takes no new connections", "Open sessions are not cut")
                .contains("class=\"panel confirm\" method=\"post\" action=\"/requests/" + ID + "/release\"");
        assertThat(services().calls("POST", REQUESTS + "/" + ID + "/release")).isEmpty();

        services().on("POST", REQUESTS + "/" + ID + "/release", 202, request("closing", ""));
        HttpResponse<String> done = requester.post("/requests/" + ID + "/release", Map.of());
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(done.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/requests/" + ID));
        assertThat(services().calls("POST", REQUESTS + "/" + ID + "/release")).hasSize(1);
    }

    @Test
    void whatCannotBeDoneAnyMoreIsSaid() {
        Told.one(request("closed", ""));
        HttpResponse<String> late = requester.get("/requests/" + ID + "/cancel");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("This request is closed now");
        services().refuse("POST", REQUESTS + "/" + ID + "/cancel", 409, "This request has already ended: closed.");
        assertThat(requester.post("/requests/" + ID + "/cancel", Map.of()).body())
                .contains("has already ended");
        assertThat(requester.get("/requests/" + ID + "/explode").statusCode()).isEqualTo(404);
    }

    @Test
    void whoeverApprovesMayRevokeAndSaysWhy() {
        Told.one(request(ID, "open", "somebody-else", grant(FAR, "")));
        Browser admin = Browser.of(Who.ADMIN);
        assertThat(admin.get("/requests/" + ID).body()).contains("/revoke").doesNotContain("/extend", "/release");
        assertThat(admin.get("/requests/" + ID + "/revoke").body())
                .contains("Revoke the access of Rita Requester?", "name=\"comment\"")
                .doesNotContain("the role Postern.Configure");
        services().on("POST", REQUESTS + "/" + ID + "/revoke", 202, request("closing", ""));
        admin.post("/requests/" + ID + "/revoke", Map.of("comment", "left the team"));
        assertThat(services()
                        .calls("POST", REQUESTS + "/" + ID + "/revoke")
                        .getFirst()
                        .body())
                .isEqualTo("{\"reason\":\"left the team\"}");
    }

    @Test
    void whoeverReadsEverythingMayBeAnApproverTooSoTheServiceDecides() {
        Told.one(request(ID, "open", "somebody-else", grant(FAR, "")));
        Browser auditor = Browser.of(Who.AUDITOR);
        String revoke = "/requests/" + ID + "/revoke";
        assertThat(auditor.get("/requests/" + ID).body()).contains(revoke);
        assertThat(auditor.get(revoke).body())
                .contains("Revoke the access of Rita Requester?", "approvers and the role Postern.Configure");
        services().refuse("POST", REQUESTS + "/" + ID + "/revoke", 403, "Only somebody with the right to may.");
        HttpResponse<String> no = auditor.post(revoke, Map.of());
        assertThat(no.statusCode()).isEqualTo(403);
        assertThat(no.body()).contains("Only somebody with the right to may.");
    }

    @Test
    void whatIsNotOnesOwnToEndIsSaidApartFromWhatIsOver() {
        Told.one(request(ID, "open", "somebody-else", grant(FAR, "")));
        Browser admin = Browser.of(Who.ADMIN);
        HttpResponse<String> foreign = admin.get("/requests/" + ID + "/release");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.body()).contains("somebody else&#39;s").doesNotContain("any more");
        Told.one(request("open", grant(FAR, "")));
        HttpResponse<String> own = requester.get("/requests/" + ID + "/revoke");
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.body()).contains("your own").doesNotContain("any more");
        Told.one(request(ID, "closed", "somebody-else", ""));
        assertThat(admin.get("/requests/" + ID + "/revoke").body()).contains("This request is closed now");
    }

    @Test
    void anExtensionOffersWhatThePolicyLeavesAndIsAskedForOnce() {
        Told.one(request("open", grant("2030-01-01T18:00:01Z", ""))); // 6 of 8 hours
        assertThat(page("/requests/" + ID + "/extend"))
                .contains("value=\"PT2H\"", "allows 8 h in all")
                .doesNotContain("value=\"PT3H\"");
        services().on("POST", REQUESTS + "/" + ID + "/extend", 202, request("open", grant(FAR, "")));
        Map<String, String> form = Map.of("longer", "PT1H", "reason", "not done", "key", "k-1");
        assertThat(requester.post("/requests/" + ID + "/extend", form).statusCode())
                .isEqualTo(303);
        var call = services().calls("POST", REQUESTS + "/" + ID + "/extend").getFirst();
        assertThat(call.body()).isEqualTo("{\"duration\":\"PT1H\",\"justification\":\"not done\"}");
        assertThat(call.header("Idempotency-Key")).isEqualTo("k-1");

        services().refuse("POST", REQUESTS + "/" + ID + "/extend", 409, "An extension waits to be decided on.");
        HttpResponse<String> no = requester.post("/requests/" + ID + "/extend", form);
        assertThat(no.statusCode()).isEqualTo(409);
        assertThat(no.body()).contains("An extension waits to be decided on.", "not done");
    }

    @Test
    void whoMayAskForNothingIsToldWhichRoleThatTakes() {
        HttpResponse<String> page = Browser.of(Who.OUTSIDER).get("/my-access");
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("Postern.Request");
        assertThat(services().calls("GET", REQUESTS)).isEmpty();
    }

    @Test
    void anOpenPageHearsOfChangesFromTheService() {
        services()
                .on(
                        "GET",
                        REQUESTS + "/events",
                        200,
                        Map.of(),
                        "event: hello\ndata: {}\n\nevent: changed\ndata: {\"requestId\":\"" + ID + "\"}\n\n");
        assertThat(requester.events("/live", 2)).containsExactly("{}", "{\"requestId\":\"" + ID + "\"}");
        assertThat(services().calls("GET", REQUESTS + "/events").getFirst().header("Authorization"))
                .startsWith("Bearer ");
    }

    @Test
    void anOpenPageIsToldWhenTheServiceTakesNoMoreListenersOrThereAreTooManyHere() {
        services().on("GET", REQUESTS + "/events", 429, "{}");
        for (int i = 0; i < 40; i++) { // more than a person may have: who is refused holds no place
            HttpResponse<String> answer =
                    requester.still(requester.request("/live").setHeader("Accept", "text/event-stream"));
            assertThat(answer.statusCode()).isEqualTo(429);
        }
        services().on("GET", REQUESTS + "/events", 200, "event: hello\ndata: {}\n\n");
        assertThat(requester.events("/live", 1)).containsExactly("{}");
    }

    private static String page(String path) {
        HttpResponse<String> answer = requester.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }
}
