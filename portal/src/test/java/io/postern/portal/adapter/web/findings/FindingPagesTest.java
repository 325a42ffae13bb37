package io.postern.portal.adapter.web.findings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.messaging.testing.TestPostgres;
import io.postern.portal.testing.Browser;
import io.postern.portal.testing.PortalWorld;
import io.postern.portal.testing.StubServices;
import io.postern.portal.testing.Who;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PortalWorld.class)
@QuarkusTestResource(TestPostgres.class)
class FindingPagesTest {
    private static final String NSG =
            "/subscriptions/s-1/resourceGroups/contoso/providers/Microsoft.Network/networkSecurityGroups/open-1-nsg";
    private static final String FINDINGS = """
            [{"kind":"rules-only","boundary":"%1$s","detail":"rules are written one by one","since":"2026-11-22T03:00:00Z"},
             {"kind":"bypass","boundary":"%1$s","rule":"postern-deny-1","since":"2026-11-22T02:00:00Z",
              "detail":"a foreign rule opens protected ports of open-1 <b>now</b>"},
             {"kind":"clock","detail":"two clocks differ","since":"2026-11-22T01:00:00Z"},
             {"kind":"of-tomorrow","detail":"something new","since":"2026-11-22T01:00:00Z"}]""".formatted(NSG);
    private static final String FIGURES = """
            {"from":"2026-11-21T04:00:00Z","to":"2026-11-22T04:00:00Z","bucket":"PT12H","openNow":3,
             "openPorts":[{"from":"2026-11-21T04:00:00Z","most":1},{"from":"2026-11-21T16:00:00Z","most":4}],
             "closings":[{"from":"2026-11-21T16:00:00Z","count":2,"p50":"PT0.2S","p99":"PT4S","longest":"PT4S"}],
             "lateness":{"count":2,"p50":"PT0.2S","p99":"PT4S","longest":"PT4S"}}""";

    private StubServices services;

    @BeforeEach
    void world() {
        services = PortalWorld.services();
        services.reset();
        services.on("GET", "/api/v1/findings", 200, FINDINGS)
                .on("GET", "/api/v1/figures", 200, FIGURES)
                .on(
                        "GET",
                        "/api/v1/virtual-machines",
                        200,
                        "{\"value\":[{\"id\":\"/x/open-1\",\"name\":\"open-1\",\"status\":\"bypassed\",\"healthReason\":\"ForeignAllow\"}]}");
    }

    @Test
    void theWorstComesFirstEachWithTheWayToPutItRight() {
        String page = Browser.of(Who.AUDITOR).get("/findings").body();
        assertThat(page)
                .containsSubsequence("Bypass", "Clocks differ", "omething new", "Written one by one")
                .contains("az network nsg rule list --subscription s-1 --resource-group contoso --nsg-name open-1-nsg")
                .contains("timedatectl", "&lt;b&gt;now&lt;/b&gt;", "open-1", "A foreign rule opens a protected port")
                .doesNotContain("<b>now</b>")
                .doesNotContain("/findings/close");
    }

    @Test
    void ofThousandsThePageShowsTheWorstAndHowManyThereAre() {
        String one = FINDINGS.substring(FINDINGS.indexOf('{'), FINDINGS.indexOf('}') + 1);
        services.on("GET", "/api/v1/findings", 200, "[" + String.join(",", Collections.nCopies(2_000, one)) + "]");
        String page = Browser.of(Who.AUDITOR).get("/findings").body();
        assertThat(page).contains("And 1800 more").contains("2000</strong>");
        assertThat(page.split("class=\"finding\"", -1)).hasSize(201);
    }

    @Test
    void theChartsAreDrawnByTheServerWithTheirNumbersBeside() {
        String page = Browser.of(Who.AUDITOR).get("/findings?hours=168").body();
        assertThat(page)
                .contains("d=\"M0,90H240V0H480\"", "3 now, 4 at most in the last 7 days")
                .contains("half within 200 ms", "longest 4.0 s", "As a table")
                .doesNotContain("style=");
        assertThat(services.calls("GET", "/api/v1/figures").getLast().query()).isEqualTo("hours=168");
    }

    @Test
    void whereAllIsWellItSaysSoAndOneServiceThatIsAwayLeavesTheRest() {
        services.on("GET", "/api/v1/findings", 200, "[]").refuse("GET", "/api/v1/figures", 503, "away");
        assertThat(Browser.of(Who.AUDITOR).get("/findings").body())
                .contains("No findings", "The figures cannot be shown.", "open-1");
        services.refuse("GET", "/api/v1/findings", 503, "away");
        assertThat(Browser.of(Who.AUDITOR).part("/findings/list").body())
                .contains("What is wrong cannot be told.", "open-1")
                .doesNotContain("<html");
    }

    @Test
    void whoMayNotSeeFindingsIsToldWhichRoleItTakes() {
        HttpResponse<String> page = Browser.of(Who.REQUESTER).get("/findings");
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("Postern.Read").doesNotContain("Bypass");
    }

    @Test
    void everythingIsClosedAfterOneQuestionThatSaysWhatHappens() {
        services.on("POST", "/api/v1/panic", 202, "{\"state\":\"closing\",\"grants\":12,\"boundaries\":3}");
        Browser admin = Browser.of(Who.ADMIN);
        assertThat(admin.get("/findings").body()).contains("href=\"/findings/close?everywhere=yes\"");
        assertThat(admin.get("/findings/close?everywhere=yes").body())
                .contains("action=\"/findings/close?everywhere=yes\"")
                .contains("Close everything everywhere?", "open sessions are not cut", "name=\"everywhere\"");
        HttpResponse<String> done =
                admin.post("/findings/close", Map.of("everywhere", "yes", "reason", "a laptop was stolen"));
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(services.calls("POST", "/api/v1/panic").getLast().body())
                .isEqualTo("{\"reason\":\"a laptop was stolen\"}");
        assertThat(admin.get("/findings?shut=12&at=3").body()).contains("12 accesses are closing, at 3 places.");
    }

    @Test
    void oneNsgIsClosedAloneAndALostAddressNeverBecomesEverywhere() {
        services.on("POST", "/api/v1/panic", 202, "{\"state\":\"closing\",\"grants\":1,\"boundaries\":1}");
        Browser admin = Browser.of(Who.ADMIN);
        assertThat(admin.get("/findings/close?boundary=" + NSG).body()).contains("Close everything at open-1-nsg?");
        assertThat(admin.post("/findings/close", Map.of("boundary", "", "reason", "r"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(admin.post("/findings/close", Map.of("boundary", NSG, "reason", " "))
                        .statusCode())
                .isEqualTo(422);
        assertThat(services.calls("POST", "/api/v1/panic")).isEmpty();
        admin.post("/findings/close", Map.of("boundary", NSG, "reason", "r"));
        assertThat(services.calls("POST", "/api/v1/panic").getLast().body()).contains(NSG);
    }

    @Test
    void anAddressThatLostItsPlaceAsksForNothing() {
        Browser admin = Browser.of(Who.ADMIN);
        for (String path : List.of(
                "/findings/close",
                "/findings/close?boundary=",
                "/findings/close?everywhere=no",
                "/findings/close?everywhere=yes&boundary=" + NSG)) {
            HttpResponse<String> page = admin.getStill(path);
            assertThat(page.statusCode()).as(path).isEqualTo(303);
            assertThat(page.headers().firstValue("Location").orElseThrow()).endsWith("/findings");
        }
        assertThat(admin.get("/findings/close?boundary=" + NSG).body())
                .contains("action=\"/findings/close?boundary=" + URLEncoder.encode(NSG, UTF_8) + "\"");
    }

    @Test
    void aFormThatLostItsPlaceIsNotAskedAgainAsEverywhere() {
        HttpResponse<String> page = Browser.of(Who.ADMIN).post("/findings/close", Map.of("reason", "stolen"));
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body())
                .contains("say whether it is one NSG or everywhere")
                .doesNotContain("name=\"everywhere\"");
        assertThat(services.calls("POST", "/api/v1/panic")).isEmpty();
    }

    @Test
    void anOrderWithoutAnAnswerIsNotSaidToBeNone() {
        services.refuse("POST", "/api/v1/panic", 503, "away");
        Browser admin = Browser.of(Who.ADMIN);
        HttpResponse<String> page = admin.post("/findings/close", Map.of("everywhere", "yes", "reason", "stolen"));
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body())
                .contains("It is not known whether the order was taken.")
                .contains("href=\"/trail?type=io.postern.observation.panic-ordered.v1\"", "value=\"stolen\"")
                .doesNotContain("Nothing was ordered", "Nothing is lost");
        services.refuse("POST", "/api/v1/panic", 404, "No such NSG is known.");
        HttpResponse<String> refused = admin.post("/findings/close", Map.of("boundary", NSG, "reason", "stolen"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Nothing was ordered.", "No such NSG is known.");
    }

    @Test
    void whoMayNotConfigureClosesNothing() {
        Browser auditor = Browser.of(Who.AUDITOR);
        assertThat(auditor.get("/findings/close").statusCode()).isEqualTo(403);
        assertThat(auditor.post("/findings/close", Map.of("everywhere", "yes", "reason", "r"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(services.calls("POST", "/api/v1/panic")).isEmpty();
    }
}
