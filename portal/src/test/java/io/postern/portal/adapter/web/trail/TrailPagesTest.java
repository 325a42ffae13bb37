package io.postern.portal.adapter.web.trail;

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
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PortalWorld.class)
@QuarkusTestResource(TestPostgres.class)
class TrailPagesTest {
    private static final String ID = "01KQ7ZC3N5V8F2M4R6T9W1X3Y5";
    private static final String EVENT = "01KQ7ZC3N5V8F2M4R6T9W1X3EV";
    private static final String VM =
            "/subscriptions/s/resourceGroups/contoso/providers/Microsoft.Compute/virtualMachines/web-1";
    private static final String ENTRIES = """
            {"entries":[
             {"index":7,"type":"io.postern.request.submitted.v1","time":"2026-11-22T03:40:00Z","subject":"%s",
              "line":{"what":"submitted","detail":"Asked for web-1 on 22/TCP for 1 h."},"event":{"id":"%s","data":{}}},
             {"index":8,"type":"io.postern.enforcement.drift-found.v1","time":"2026-11-22T03:41:00Z",
              "subject":"/subscriptions/s/nsg-1","event":{"id":"e","data":{"detail":"<img src=x onerror=alert(1)>"}}}],
             "next":8}""".formatted(ID, EVENT);
    private static final String STORY = """
            {"story":{"request":"%s","asked":{"leaf":7,"at":"2026-11-22T03:40:00Z","by":{"id":{"tenant":"t","oid":"o"},"name":"Rita"},
              "why":"<script>alert(1)</script>","emergency":false,"targets":[{"vm":"%s","ports":[{"port":22,"protocol":"TCP"}]}],
              "sources":["203.0.113.7/32"],"duration":"PT1H"},"voices":[],
              "decisions":[{"leaf":8,"at":"2026-11-22T03:41:00Z","verdict":"approved","by":[],"policyRule":"automatic","policyVersion":"3"}],
              "rules":[{"leaf":9,"grant":"g","vm":"%s","rule":"postern-a-b-c","ports":[{"port":22,"protocol":"TCP"}],"sources":[],
                "opened":"2026-11-22T03:42:00Z","until":"2026-11-22T04:42:00Z","writes":[{"boundary":"/x/web-1-nsg","priority":120,
                "correlationId":"c-1"}],"removal":{"leaf":10,"at":"2026-11-22T04:42:02Z","how":"expired","late":"PT2.25S","writes":[]}}],
              "extensions":[],"ended":[],"late":"PT2.25S","somethingIsOpen":false},
             "steps":[{"leaf":7,"event":"%s","type":"io.postern.request.submitted.v1","at":"2026-11-22T03:40:00Z",
               "line":{"what":"submitted","detail":"Asked for web-1 on 22/TCP for 1 h."},"signedOver":12}%s],"proven":%s}""";

    private StubServices services;
    private Browser browser;

    @BeforeEach
    void signIn() {
        services = PortalWorld.services();
        services.reset();
        services.on("GET", "/api/v1/trail", 200, ENTRIES)
                .on("GET", "/checkpoint", 200, "contoso.example/log\n1200\nroot+of/it=\n\n— sig\n")
                .on("GET", "/api/v1/trail/" + ID + "/story", 200, story("", true));
        browser = Browser.of(Who.AUDITOR);
    }

    @Test
    void theNewestIsShownFirstInTheWordsOfTheTimeline() {
        String page = browser.get("/trail").body();
        assertThat(page)
                .contains("Asked for web-1 on 22/TCP for 1 h.", "href=\"/trail/" + ID + "\"", "Drift found")
                .containsSubsequence("Drift found", "Asked for web-1")
                .contains("&lt;img src=x")
                .doesNotContain("<img");
        assertThat(services.calls("GET", "/api/v1/trail").getLast().query()).contains("after=1149");
        assertThat(page).contains("/trail?before=7");
    }

    @Test
    void aSearchGoesOnBehindWhatWasFoundAndExportsTheSame() {
        String page = browser.get("/trail?actor=rita&from=2026-11-22T03:00&type=io.postern.request.submitted.v1")
                .body();
        assertThat(services.calls("GET", "/api/v1/trail").getLast().query())
                .contains("actor=rita", "from=2026-11-22T03%3A00%3A00Z", "type=io.postern.request.submitted.v1");
        assertThat(page)
                .contains("after=8")
                .contains(
                        "/trail/export?actor=rita&amp;type=io.postern.request.submitted.v1&amp;from=2026-11-22T03%3A00%3A00Z&amp;format=ocsf");
    }

    @Test
    void aVmIsFoundByItsNameAlone() {
        services.on(
                "GET",
                "/api/v1/virtual-machines",
                200,
                "{\"value\":[{\"id\":\"" + VM + "\"},{\"id\":\"" + VM + "0\"}]}");
        browser.get("/trail?vm=WEB-1");
        assertThat(services.calls("GET", "/api/v1/trail").getLast().query()).contains("virtualMachines%2Fweb-1");
        assertThat(browser.get("/trail?vm=web-9").body()).contains("No VM is called web-9");
    }

    @Test
    void nothingFoundAndNothingAnsweredAreTwoThings() {
        services.on("GET", "/api/v1/trail", 200, "{\"entries\":[]}");
        assertThat(browser.get("/trail?actor=nobody").body()).contains("Nothing is found");
        services.refuse("GET", "/api/v1/trail", 400, "The parameter from cannot be read.");
        assertThat(browser.get("/trail?from=yesterday").body()).contains("The parameter from cannot be read.");
        services.refuse("GET", "/api/v1/trail", 503, "away");
        assertThat(browser.get("/trail").body()).contains("cannot be reached just now");
    }

    @Test
    void whoMayNotReadTheTrailIsToldWhichRoleItTakesAndNothingElse() {
        Browser outsider = Browser.of(Who.OUTSIDER);
        for (String path :
                new String[] {"/trail", "/trail/" + ID, "/trail/export", "/trail/" + ID + "/receipt", "/trail/proofs/x"
                }) {
            HttpResponse<String> page = outsider.get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(403);
            assertThat(page.body()).contains("Postern.Read").doesNotContain("Asked for");
        }
        assertThat(services.calls("GET", "/api/v1/trail")).isEmpty();
    }

    @Test
    void aStoryTellsEachStepWithItsProof() {
        String page = browser.get("/trail/" + ID).body();
        assertThat(page)
                .contains("Asked for web-1 on 22/TCP for 1 h.", "Leaf 7", "proven by checkpoint 12")
                .contains("All of it is proven.", "/trail/proofs/" + EVENT, "1200 leaves", "root+of/it=")
                .contains("./postern audit verify", "/trail/" + ID + "/receipt", "2.2 s late", "c-1")
                .contains("&lt;script&gt;")
                .doesNotContain("<script>alert")
                .doesNotContain("every 3s");
    }

    @Test
    void whatIsNotSignedYetIsReadOnceMoreWhenACheckpointCoversIt() {
        String reads = "/api/v1/trail/" + ID + "/story";
        String more = ",{\"leaf\":1300,\"type\":\"io.postern.expiry.expired.v1\",\"at\":\"2026-11-22T04:42:00Z\"}";
        services.on("GET", reads, 200, story(more, false));
        assertThat(browser.get("/trail/" + ID).body())
                .contains("not signed yet", "1 of 2 steps", "hx-get=\"/trail/" + ID + "/steps?over=1301\"", "every 3s");
        for (int look = 0; look < 3; look++) {
            assertThat(browser.part("/trail/" + ID + "/steps?over=1301").statusCode())
                    .isEqualTo(204);
        }
        assertThat(services.calls("GET", reads))
                .as("each is on the trail itself")
                .hasSize(1);

        services.on("GET", "/checkpoint", 200, "contoso.example/log\n1301\nroot+of/it=\n\n— sig\n")
                .on("GET", reads, 200, story(more.replace("Z\"}", "Z\",\"signedOver\":1301}"), true));
        assertThat(browser.part("/trail/" + ID + "/steps?over=1301").body())
                .contains("Leaf 1300", "All of it is proven.")
                .doesNotContain("<html", "hx-get", "every 3s");
        assertThat(services.calls("GET", reads)).hasSize(2);
    }

    @Test
    void aStoryThatGoesOnMeanwhileWaitsForTheCheckpointOverThat() {
        String more = ",{\"leaf\":1300,\"type\":\"io.postern.expiry.expired.v1\",\"at\":\"2026-11-22T04:42:00Z\"}";
        services.on("GET", "/checkpoint", 200, "contoso.example/log\n1290\nroot+of/it=\n\n— sig\n")
                .on("GET", "/api/v1/trail/" + ID + "/story", 200, story(more, false));
        assertThat(browser.part("/trail/" + ID + "/steps?over=1280").body()).contains("steps?over=1301");
        services.on("GET", "/checkpoint", 200, "contoso.example/log\n1310\nroot+of/it=\n\n— sig\n");
        assertThat(browser.part("/trail/" + ID + "/steps?over=1301").body())
                .as("no checkpoint is looked at twice")
                .contains("steps?over=1311");
    }

    @Test
    void aRequestThatTheTrailDoesNotKnowHasNoStory() {
        services.refuse("GET", "/api/v1/trail/" + ID + "/story", 404, "No event of this request is on the trail.");
        assertThat(browser.get("/trail/" + ID).statusCode()).isEqualTo(404);
    }

    @Test
    void theNewestAreTheNewestAlsoWhereTheLastCheckpointIsFarBehind() {
        services.pages("/api/v1/trail", after -> after < 1_149 + 1_000 ? entries(after, 200) : entries(after, 7));
        String page = browser.get("/trail").body();
        assertThat(page)
                .contains("957 entries", "not signed yet")
                .contains(">2156<", ">1957<")
                .doesNotContain(">1956<")
                .contains("/trail?before=1957");
    }

    @Test
    void whereItCannotBeToldWhichAreTheNewestThePageSaysSo() {
        services.pages("/api/v1/trail", after -> entries(after, 200));
        assertThat(browser.get("/trail").body()).contains("These are not the newest.");
        services.refuse("GET", "/checkpoint", 404, "Nothing is recorded yet, so there is no checkpoint.")
                .pages("/api/v1/trail", after -> after < 0 ? entries(after, 200) : entries(after, 3));
        assertThat(browser.get("/trail").body())
                .contains("No checkpoint of the log could be read.", ">202<", ">3<")
                .doesNotContain(">2<", "These are not the newest.");
    }

    @Test
    void exportsProofsAndReceiptsAreHandedOnAsTheyCome() {
        String long1 = "{\"line\":1}\n".repeat(200_000);
        services.on("GET", "/api/v1/export", 200, Map.of(), long1)
                .on("GET", "/api/v1/proofs/" + EVENT, 200, "{\"leafIndex\":7}")
                .on("GET", "/api/v1/receipts/" + ID, 200, "postern closure receipt v1\n");
        HttpResponse<String> export = browser.get("/trail/export?format=jsonl&request=" + ID);
        assertThat(export.body()).isEqualTo(long1);
        assertThat(export.headers().firstValue("Content-Disposition").orElse(""))
                .contains("postern-trail.jsonl");
        assertThat(services.calls("GET", "/api/v1/export").getLast().query()).contains("format=jsonl", "request=" + ID);
        assertThat(browser.get("/trail/proofs/" + EVENT).body()).isEqualTo("{\"leafIndex\":7}");
        assertThat(browser.get("/trail/" + ID + "/receipt").body()).startsWith("postern closure receipt");
        assertThat(browser.get("/trail/export?format=exe").statusCode()).isEqualTo(400);
        services.refuse("GET", "/api/v1/receipts/" + ID, 409, "Something of it is open.");
        assertThat(browser.get("/trail/" + ID + "/receipt").body()).contains("Something of it is open.");
    }

    /** So many entries behind an index; there are more where the page is full. */
    private static String entries(long after, int count) {
        String all = LongStream.rangeClosed(after + 1, after + count)
                .mapToObj(index -> "{\"index\":" + index + ",\"type\":\"io.postern.request.submitted.v1\","
                        + "\"time\":\"2026-11-22T03:40:00Z\",\"subject\":\"/x\",\"event\":{\"id\":\"e\",\"data\":{}}}")
                .collect(Collectors.joining(","));
        return "{\"entries\":[" + all + "]" + (count < 200 ? "" : ",\"next\":" + (after + count)) + "}";
    }

    private static String story(String more, boolean proven) {
        return STORY.formatted(ID, VM, VM, EVENT, more, proven);
    }
}
