package io.postern.portal.adapter.web.approvals;

import static io.postern.portal.adapter.web.approvals.ApprovalWorld.DIGEST;
import static io.postern.portal.adapter.web.approvals.ApprovalWorld.EARLIER;
import static io.postern.portal.adapter.web.approvals.ApprovalWorld.HOSTILE;
import static io.postern.portal.adapter.web.approvals.ApprovalWorld.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.messaging.testing.TestPostgres;
import io.postern.portal.testing.Browser;
import io.postern.portal.testing.PortalWorld;
import io.postern.portal.testing.StubServices;
import io.postern.portal.testing.Who;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PortalWorld.class)
@QuarkusTestResource(TestPostgres.class)
class ApprovalPagesTest {
    private static final String DECISIONS = "/api/v1/approvals/" + ID + "/decisions";
    private static final String ANSWER = "/approvals/" + ID + "/decisions";

    private StubServices services;
    private Browser browser;

    @BeforeEach
    void signIn() {
        services = PortalWorld.services();
        services.reset();
        ApprovalWorld.waiting(services, ApprovalWorld.request("Deploy the release"));
        ApprovalWorld.history(services);
        browser = Browser.of(Who.APPROVER);
    }

    @Test
    void theQueueShowsWhoWantsWhatAndHearsOfChanges() {
        String page = browser.get("/approvals").body();
        assertThat(page)
                .contains("Rita Requester", "db-1", "22, 5432", "203.0.113.7", "4 h", "Deploy the release", "1 of 3")
                .contains("href=\"/approvals/" + ID + "\"", "data-live", "hx-get=\"/approvals/list?after=\"");
        assertThat(browser.part("/approvals/list").body())
                .contains("Deploy the release")
                .doesNotContain("<html");
    }

    @Test
    void whatOneHasAnsweredWaitsForOneNoMore() {
        ApprovalWorld.waiting(
                services,
                ApprovalWorld.request("dropped").replace("bella", "approver").replace("ts\":true", "ts\":false"),
                ApprovalWorld.request("done with").replace("bella", "approver"));
        assertThat(browser.get("/approvals").body())
                .contains("dropped", "1 waiting")
                .doesNotContain("done with");
        assertThat(browser.get("/approvals/reviews").body()).contains("for you<span class=\"count\">1</span>");
        assertThat(Browser.of(Who.ADMIN).get("/approvals").body()).contains("done with", "2 waiting");
    }

    @Test
    void anEmptyQueueSaysSoAndAServiceThatIsAwayToo() {
        ApprovalWorld.waiting(services);
        assertThat(browser.get("/approvals").body()).contains("Nothing waits for you");
        services.refuse("GET", "/api/v1/approvals", 503, "away");
        HttpResponse<String> page = browser.get("/approvals");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("What waits cannot be shown.", "cannot be reached just now");
    }

    @Test
    void aPageBehindThisOneIsLedTo() {
        services.on(
                "GET",
                "/api/v1/approvals",
                200,
                "{\"value\":[" + ApprovalWorld.request("x") + "],\"next\":\"" + ID + "\"}");
        assertThat(browser.get("/approvals").body()).contains("/approvals?after=" + ID, "1+");
    }

    @Test
    void everythingThatIsSignedIsShownBeforeOneDecides() {
        String page = browser.get("/approvals/" + ID).body();
        assertThat(page)
                .contains("Deploy the release", "INC-4711", "203.0.113.7", "198.51.100.0/24", "4 h")
                .contains("2026-11-20.3", "medium", DIGEST, "asks you", "0 of 2", "1 of 1")
                .contains(
                        "Bella Approver",
                        "approved, but only port 22; for no longer than 2 h",
                        "Needed for the release.")
                .contains("data-until", "2099-11-22T07:40:00Z");
        assertThat(services.calls("GET", "/api/v1/approvals").getLast().query())
                .contains("after=" + ApprovalWorld.BEFORE);
    }

    @Test
    void whatTheRequesterHadBeforeIsShownToThoseWhoMaySeeIt() {
        String page = browser.get("/approvals/" + ID).body();
        assertThat(page)
                .contains("last month&#39;s release of requester")
                .doesNotContain("somebody-else")
                .doesNotContain(EARLIER);
        services.refuse("GET", "/api/v1/access-requests/" + ID, 404, "no");
        assertThat(browser.get("/approvals/" + ID).body())
                .contains("Earlier requests are shown to those with the role Postern.Read.");
    }

    @Test
    void aHostileJustificationStaysText() {
        ApprovalWorld.waiting(services, ApprovalWorld.request(HOSTILE));
        for (String path : new String[] {"/approvals", "/approvals/" + ID}) {
            assertThat(browser.get(path).body())
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                    .doesNotContain("<script>alert", "<img");
        }
    }

    @Test
    void anApprovalIsSentAboutExactlyWhatWasShown() {
        services.on(
                "POST",
                DECISIONS,
                200,
                "{\"requestId\":\"" + ID + "\",\"state\":\"pending\",\"counted\":2,\"needed\":3}");
        HttpResponse<String> answer =
                browser.post(ANSWER, Map.of("choice", "approve", "reason", " Fine. ", "digest", "what-was-shown"));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/approvals?said=approve");
        assertThat(sent())
                .contains("\"verdict\":\"approve\"", "\"reason\":\"Fine.\"", "\"requestDigest\":\"what-was-shown\"");
        assertThat(browser.get("/approvals?said=approve").body()).contains("Your approval was taken.");
    }

    @Test
    void lessThanAskedIsSentAsANarrowing() {
        services.on("POST", DECISIONS, 200, "{\"state\":\"pending\",\"counted\":2,\"needed\":3}");
        browser.post(
                ANSWER,
                Map.of(
                        "choice",
                        "less",
                        "reason",
                        "r",
                        "digest",
                        DIGEST,
                        "duration",
                        "PT1H",
                        "port",
                        "22",
                        "only",
                        "203.0.113.7"));
        assertThat(sent())
                .contains(
                        "\"duration\":\"PT1H\"",
                        "\"ports\":[22]",
                        "\"sources\":[\"203.0.113.7\"]",
                        "\"verdict\":\"approve\"")
                .as("and nothing that is no part of an answer")
                .doesNotContain("othing");
    }

    @Test
    void anAnswerWithoutAReasonOrAChoiceIsNotSentAndNothingTypedIsLost() {
        HttpResponse<String> page = browser.post(ANSWER, Map.of("choice", "deny", "reason", " ", "digest", DIGEST));
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("Say why").containsPattern("value=\"deny\" checked");
        assertThat(browser.post(ANSWER, Map.of("reason", "kept text", "digest", DIGEST))
                        .body())
                .contains("Choose one.", "kept text");
        assertThat(services.calls("POST", DECISIONS)).isEmpty();
    }

    @Test
    void aNoOfTheServiceIsSaidInPlainWordsBesideWhatItHasBecome() {
        services.on(
                "POST",
                DECISIONS,
                409,
                "{\"type\":\"urn:postern:problem:not-what-was-shown\",\"status\":409,\"detail\":\"Look at it again.\"}");
        HttpResponse<String> page =
                browser.post(ANSWER, Map.of("choice", "approve", "reason", "kept text", "digest", "old"));
        assertThat(page.statusCode()).isEqualTo(409);
        assertThat(page.body())
                .contains("It has changed since you saw it.", "Look at it again.", "kept text")
                .contains("value=\"" + DIGEST + "\"");

        services.on(
                "POST", DECISIONS, 403, "{\"type\":\"urn:postern:problem:own-request\",\"detail\":\"Not your own.\"}");
        assertThat(browser.post(ANSWER, Map.of("choice", "approve", "reason", "r", "digest", DIGEST))
                        .body())
                .contains("It is your own request.");
    }

    @Test
    void whatDoesNotWaitForOneSaysWhatBecameOfIt() {
        ApprovalWorld.waiting(services);
        services.on("GET", "/api/v1/access-requests/" + ID, 200, ApprovalWorld.before(ID, "denied", "requester"));
        assertThat(browser.get("/approvals/" + ID).body()).contains("It is denied by now.");
        services.refuse("GET", "/api/v1/access-requests/" + ID, 404, "no");
        assertThat(browser.get("/approvals/" + ID).statusCode()).isEqualTo(404);
        assertThat(browser.get("/approvals/nonsense").statusCode()).isEqualTo(404);
    }

    @Test
    void whoElseHasAnsweredIsFetchedAnewBesideTheForm() {
        String part = browser.part("/approvals/" + ID + "/agreed").body();
        assertThat(part)
                .contains("Bella Approver", "0 of 2")
                .doesNotContain("<html")
                .doesNotContain("<form");
        ApprovalWorld.waiting(services);
        assertThat(browser.part("/approvals/" + ID + "/agreed").body()).contains("does not wait for you any more");
    }

    @Test
    void anExtensionIsDecidedOnByHowMuchLongerItIs() {
        ApprovalWorld.waiting(services, ApprovalWorld.extension());
        assertThat(browser.get("/approvals/" + ID).body())
                .contains("Extension 2 of web-1", "1 h longer", "value=\"PT3H30M\"", "30 min longer");
    }

    @Test
    void anEmergencyIsReviewedWithAComment() {
        services.on("GET", "/api/v1/reviews", 200, ApprovalWorld.emergency())
                .on("POST", "/api/v1/reviews/" + ID, 200, "{}");
        assertThat(browser.get("/approvals/reviews").body())
                .contains("Rita Requester", "&lt;script&gt;")
                .doesNotContain("<script>alert");
        String one = "/approvals/reviews/" + ID;
        assertThat(browser.get(one).body()).contains("Justified", "Not justified");
        assertThat(browser.post(one, Map.of("justified", "false", "comment", ""))
                        .statusCode())
                .isEqualTo(422);
        assertThat(browser.post(one, Map.of("justified", "false", "comment", "Could have asked."))
                        .statusCode())
                .isEqualTo(303);
        assertThat(services.calls("POST", "/api/v1/reviews/" + ID).getLast().body())
                .contains("\"justified\":false", "Could have asked.");
        assertThat(browser.get("/approvals/reviews/01KQ7ZC3N5V8F2M4R6T9W1X3Y9").statusCode())
                .isEqualTo(404);
    }

    @Test
    void newEmergenciesAppearByThemselves() {
        assertThat(browser.get("/approvals/reviews").body())
                .contains("No emergency is left to review", "data-live", "hx-get=\"/approvals/reviews/list\"")
                .contains("every 20s")
                .doesNotContain("hx-swap-oob");
        services.on("GET", "/api/v1/reviews", 200, ApprovalWorld.emergency());
        assertThat(browser.part("/approvals/reviews/list").body())
                .contains("/approvals/reviews/" + ID, "Rita Requester")
                .doesNotContain("<html");
    }

    @Test
    void theTabsCountWhatThereIsByNow() {
        assertThat(browser.get("/approvals").body()).doesNotContain("hx-swap-oob");
        services.on("GET", "/api/v1/reviews", 200, ApprovalWorld.emergency());
        for (String part : new String[] {"/approvals/list", "/approvals/reviews/list"}) {
            assertThat(browser.part(part).body())
                    .contains("id=\"approval-tabs\" aria-label=\"Approvals\" hx-swap-oob=\"true\"")
                    .contains("for you<span class=\"count\">1</span>", "to review<span class=\"count\">1</span>");
        }
    }

    private String sent() {
        return services.calls("POST", DECISIONS).getLast().body();
    }
}
