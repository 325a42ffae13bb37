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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PortalWorld.class)
@QuarkusTestResource(TestPostgres.class)
class ConfirmedAnswersTest {
    private static final String PAGE = "/approvals/" + ID;
    private static final String CONFIRM = "/sign-in/confirm?to=%2Fapprovals%2F" + ID;
    private static final String BACK = "What you had written is still here.";
    private static final Map<String, String> ANSWER =
            Map.of("choice", "deny", "reason", "Not <today>, Çiğdem", "digest", DIGEST);

    private StubServices services;
    private Browser browser;

    @BeforeEach
    void signIn() {
        services = PortalWorld.services();
        services.reset();
        ApprovalWorld.waiting(services, ApprovalWorld.request("Deploy the release"));
        ApprovalWorld.history(services);
        browser = Browser.of(Who.APPROVER);
        String claims = "{\"access_token\":{\"amr\":{\"essential\":true,\"values\":[\"mfa\"]}}}";
        services.demand("POST", "/api/v1/approvals/" + ID + "/decisions", claims)
                .demand("POST", "/api/v1/reviews/" + ID, claims);
    }

    @Test
    void aStrongerSignInLeadsThroughTheIssuerAndBackToTheFormAsItWasWritten() {
        HttpResponse<String> answer = browser.post(PAGE + "/decisions", ANSWER);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Refresh").orElseThrow()).endsWith("?to=%2Fapprovals%2F" + ID);
        HttpResponse<String> page = browser.get(CONFIRM);
        assertThat(page.uri()).hasPath(PAGE);
        assertThat(page.body()).contains(BACK, "Not &lt;today&gt;, Çiğdem").containsPattern("value=\"deny\" checked");
        assertThat(browser.get(PAGE).body()).as("once").doesNotContain(BACK, "&lt;today&gt;");
    }

    @Test
    void whatWasWrittenIsThereForWhoTurnedBackToo() {
        browser.post(PAGE + "/decisions", ANSWER);
        PortalWorld.issuer().turnsBack();
        assertThat(browser.get(CONFIRM).body()).contains("href=\"" + PAGE + "\"");
        assertThat(browser.get("/approvals/reviews").body()).doesNotContain(BACK);
        assertThat(browser.get(PAGE).body()).contains(BACK, "&lt;today&gt;");
    }

    @Test
    void somebodyElseWhoSignsInInsteadReadsNothingOfIt() {
        browser.post(PAGE + "/decisions", ANSWER);
        PortalWorld.issuer().next(Who.ADMIN);
        HttpResponse<String> page = browser.get(CONFIRM);
        assertThat(page.body()).contains("Ada Admin").doesNotContain(BACK, "&lt;today&gt;");
    }

    @Test
    void ofAnAnswerToWhatHasChangedOnlyTheWordsAreLeft() {
        browser.post(PAGE + "/decisions", ANSWER);
        ApprovalWorld.waiting(services, ApprovalWorld.request("Something else").replace(DIGEST, "another-digest"));
        assertThat(browser.get(CONFIRM).body())
                .contains("&lt;today&gt;", "value=\"another-digest\"")
                .doesNotContainPattern("value=\"deny\" checked");
    }

    @Test
    void moreThanAnybodyWritesIsNotKept() {
        browser.post(
                PAGE + "/decisions",
                Map.of("choice", "deny", "reason", "r", "digest", DIGEST, "x", "y".repeat(16_384)));
        assertThat(browser.get(CONFIRM).body()).doesNotContain(BACK);
    }

    @Test
    void aReviewIsThereAgainToo() {
        services.on("GET", "/api/v1/reviews", 200, ApprovalWorld.emergency());
        String one = "/approvals/reviews/" + ID;
        browser.post(one, Map.of("justified", "false", "comment", "Could have asked."));
        assertThat(browser.get("/sign-in/confirm?to=" + one).body())
                .contains(BACK, "Could have asked.")
                .containsPattern("value=\"false\" checked");
    }
}
