package io.postern.portal.adapter.web.approvals;

import static io.postern.portal.adapter.web.approvals.ApprovalWorld.DIGEST;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that are sent while the service is away altogether, and again when it is back. */
@QuarkusTest
@QuarkusTestResource(PortalWorld.class)
@QuarkusTestResource(TestPostgres.class)
class KeptAnswersTest {
    private static final String DECISIONS = "/api/v1/approvals/" + ID + "/decisions";
    private static final String ANSWER = "/approvals/" + ID + "/decisions";
    private static final String REVIEW = "/approvals/reviews/" + ID;
    private static final Map<String, String> LESS = Map.of(
            "choice", "less",
            "reason", "Not <all>",
            "digest", DIGEST,
            "duration", "PT1H",
            "port", "22",
            "source", "203.0.113.7/32",
            "only", "203.0.113.7");
    private static final Pattern FIELD = Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\">");

    private StubServices services;
    private Browser browser;

    @BeforeEach
    void tell() {
        services = PortalWorld.services();
        there();
        browser = Browser.of(Who.APPROVER);
    }

    @Test
    void anAnswerIsKeptWithAllThatBelongsToItAndCanBeSentAgain() {
        services.away();
        HttpResponse<String> away = browser.post(ANSWER, LESS);
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.body())
                .contains("Your answer was not sent.", "cannot be reached just now", "Not &lt;all&gt;</textarea>")
                .contains("Approve less", "action=\"" + ANSWER + "\"", "href=\"/approvals/" + ID + "\"");
        Map<String, String> again = new LinkedHashMap<>(Map.of("reason", "Not <all>"));
        FIELD.matcher(away.body()).results().forEach(field -> again.put(field.group(1), field.group(2)));
        assertThat(again).isEqualTo(LESS);

        there();
        services.on("POST", DECISIONS, 200, "{\"state\":\"pending\",\"counted\":2,\"needed\":3}");
        assertThat(browser.post(ANSWER, again).statusCode()).isEqualTo(303);
        assertThat(services.calls("POST", DECISIONS).getLast().body())
                .contains("\"requestDigest\":\"" + DIGEST + "\"", "\"ports\":[22]", "Not <all>");
    }

    @Test
    void anAnswerWithoutAChoiceIsKeptToo() {
        services.away();
        String away = browser.post(ANSWER, Map.of("reason", "kept text", "digest", DIGEST))
                .body();
        assertThat(away).contains("kept text</textarea>", "You have chosen nothing yet.");
    }

    @Test
    void ofWhatMayHaveBeenTakenThatIsSaid() {
        services.awayFrom("POST", DECISIONS);
        HttpResponse<String> unsure = browser.post(ANSWER, LESS);
        assertThat(unsure.statusCode()).isEqualTo(503);
        assertThat(unsure.body())
                .contains("It is not known whether your answer was taken.", "Not &lt;all&gt;</textarea>");
    }

    @Test
    void aStrongerSignInThatIsWantedToLookKeepsItAsWell() {
        services.demand("GET", "/api/v1/approvals", "{\"access_token\":{\"acrs\":{\"value\":\"c1\"}}}");
        HttpResponse<String> away = browser.post(ANSWER, LESS);
        String way = away.headers().firstValue("Refresh").orElseThrow().substring("0; url=".length());
        there();
        assertThat(browser.get(way).body()).contains("What you had written is still here.", "Not &lt;all&gt;");
    }

    @Test
    void aReviewIsKept() {
        services.away();
        Map<String, String> review = new HashMap<>(Map.of("justified", "false", "comment", "Could <have> asked."));
        HttpResponse<String> away = browser.post(REVIEW, review);
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.body())
                .contains("Your finding was not sent.", "Could &lt;have&gt; asked.</textarea>")
                .contains("action=\"" + REVIEW + "\"")
                .containsPattern("value=\"false\" checked");
        assertThat(services.calls("POST", "/api/v1/reviews/" + ID)).isEmpty();
        assertThat(browser.get(REVIEW).statusCode()).isEqualTo(503);
    }

    private void there() {
        services.reset();
        ApprovalWorld.waiting(services, ApprovalWorld.request("Deploy the release"));
        ApprovalWorld.history(services);
    }
}
