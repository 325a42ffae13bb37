package io.postern.portal.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.messaging.testing.TestPostgres;
import io.postern.portal.testing.Browser;
import io.postern.portal.testing.PortalWorld;
import io.postern.portal.testing.Who;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PortalWorld.class)
@QuarkusTestResource(TestPostgres.class)
class GuardTest {
    private static final Map<String, String> FORM = Map.of("name", "changed");

    @BeforeEach
    void begin() {
        PortalWorld.services().reset();
        PortalWorld.services().on("POST", "/thing", 200, "{\"name\":\"changed\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site, https://evil.example",
        "same-site, http://other.localhost",
        "none, ",
        "cross-site, OWN",
        ", https://evil.example",
        ", null",
        ", ",
        "'', OWN",
    })
    void aFormThatIsNotFromOneOfOurPagesIsRefused(String site, String origin) {
        HttpResponse<String> answer = send(Browser.of(Who.ADMIN), site, origin);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(PortalWorld.services().calls("POST", "/thing")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"same-origin, OWN", "same-origin, ", ", OWN"})
    void aFormFromOneOfOurPagesIsTaken(String site, String origin) {
        HttpResponse<String> answer = send(Browser.of(Who.ADMIN), site, origin);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(PortalWorld.services().calls("POST", "/thing")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void noOtherMethodDoesAnything(String method) {
        Browser browser = Browser.of(Who.ADMIN);
        HttpRequest.Builder request = browser.request("/probe")
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Sec-Fetch-Site", "same-origin")
                .header("Origin", "https://evil.example");
        HttpResponse<String> answer = browser.still(request);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/probe/bug",
                "/no-such-page",
                "/signed-out",
                "/assets/none",
                "/q/health/ready",
                "/q/metrics",
                "/q/openapi",
                "/sign-out"
            })
    void everyAnswerCarriesThePolicy(String path) {
        HttpResponse<String> answer = Browser.of(Who.ADMIN).get(path);
        assertThat(answer.headers().firstValue("Content-Security-Policy")).contains(Guard.POLICY);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void theWayToTheIssuerCarriesThePolicyToo() {
        HttpResponse<String> answer = new Browser().getStill("/");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Content-Security-Policy")).contains(Guard.POLICY);
    }

    @Test
    void aBugIsTurnedIntoANumberAndTellsNothing() {
        HttpResponse<String> page = Browser.of(Who.ADMIN).get("/probe/bug");
        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body()).contains("under number").doesNotContain("secret detail", "IllegalState", "io.postern");
    }

    @Test
    void aServicesNoIsShownInItsWordsAndNothingOfItIsTakenForHtml() {
        PortalWorld.services().refuse("GET", "/thing", 403, "No <script>alert(1)</script> & no <b>more</b>.");
        HttpResponse<String> page = Browser.of(Who.OUTSIDER).get("/probe");
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body())
                .contains("No &lt;script&gt;alert(1)&lt;/script&gt; &amp; no &lt;b&gt;more&lt;/b&gt;.")
                .doesNotContain("<script>alert", "<b>");
    }

    @Test
    void aServiceThatIsAwayIsSaidInPlainWords() {
        PortalWorld.services().on("GET", "/thing", 503, "{}");
        HttpResponse<String> page = Browser.of(Who.ADMIN).get("/probe");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("The service for requests cannot be reached just now");
        HttpResponse<String> part = Browser.of(Who.ADMIN).part("/probe");
        assertThat(part.headers().firstValue("HX-Retarget")).contains("#messages");
        assertThat(part.body()).contains("role=\"alert\"").doesNotContain("<html");
    }

    @Test
    void whoIsCalledByAHostileNameIsShownByIt() {
        HttpResponse<String> page = Browser.of(Who.of("x", "<img src=x onerror=alert(1)>\"'", "Postern.Request"))
                .get("/");
        assertThat(page.body())
                .contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;")
                .doesNotContain("<img");
    }

    private static HttpResponse<String> send(Browser browser, String site, String origin) {
        HttpRequest.Builder form = browser.form("/probe", FORM);
        if (site != null) {
            form.header("Sec-Fetch-Site", site);
        }
        if (origin != null) {
            form.header("Origin", origin.equals("OWN") ? browser.portal().toString() : origin);
        }
        return browser.still(form);
    }
}
