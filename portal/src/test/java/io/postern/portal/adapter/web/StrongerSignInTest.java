package io.postern.portal.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.messaging.testing.TestPostgres;
import io.postern.portal.testing.Browser;
import io.postern.portal.testing.PortalWorld;
import io.postern.portal.testing.Who;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PortalWorld.class)
@QuarkusTestResource(TestPostgres.class)
class StrongerSignInTest extends SignInCases {
    private static final String CLAIMS = "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}";

    @Test
    void whatAServiceWantsToSeeOfTheSignInIsTakenToTheIssuerAndBack() {
        Browser browser = Browser.of(Who.APPROVER);
        String id = session(browser);
        PortalWorld.services().demand("POST", "/thing", CLAIMS);
        HttpResponse<String> answer = browser.still(browser.form("/probe", Map.of("name", "x"))
                .header("Sec-Fetch-Site", "same-origin")
                .header("Referer", browser.portal() + "/probe?a=b"));
        // A browser lets no form lead off the portal, not even by a redirect of a redirect.
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Refresh")).contains("0; url=/sign-in/confirm?to=%2Fprobe%3Fa%3Db");
        assertThat(answer.body()).contains("href=\"/sign-in/confirm?to=%2Fprobe%3Fa%3Db\"");
        assertThat(browser.postPart("/probe", Map.of("name", "x")).headers().firstValue("HX-Redirect"))
                .contains("/sign-in/confirm?to=%2F");
        HttpResponse<String> back = browser.get("/sign-in/confirm?to=%2Fprobe%3Fa%3Db");
        assertThat(back.uri()).hasPath("/probe").hasQuery("a=b");
        assertThat(issuer.authorizations().getLast()).containsEntry("claims", CLAIMS);
        assertThat(session(browser)).isNotEqualTo(id);
    }

    @Test
    void aPageThatWantsAStrongerSignInOffersItAndTurnsInNoCircle() {
        Browser browser = Browser.of(Who.APPROVER);
        PortalWorld.services().demand("GET", "/thing", CLAIMS);
        HttpResponse<String> page = browser.get("/probe");
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("Confirm that it is you", "href=\"/sign-in/confirm?to=%2Fprobe\"");
    }

    @Test
    void whoTurnsBackIsSignedInAsBefore() {
        Browser browser = demanded();
        String id = session(browser);
        issuer.turnsBack();
        HttpResponse<String> page = browser.get("/sign-in/confirm?to=%2Fprobe%3Fa%3Db");
        assertThat(page.uri()).hasPath("/sign-in/failed");
        assertThat(page.body()).contains("You are signed in as before", "href=\"/probe?a=b\"", "Anton Approver");
        int before = issuer.authorizations().size();
        assertThat(browser.get("/probe").body()).isEqualTo("thing: open");
        assertThat(session(browser)).isEqualTo(id);
        assertThat(issuer.authorizations()).hasSize(before);
    }

    @Test
    void whoNeitherConfirmsNorTurnsBackIsSignedInAsBefore() {
        Browser browser = demanded();
        HttpResponse<String> away = browser.getStill("/sign-in/confirm?to=%2Fprobe");
        assertThat(away.headers().firstValue("Location").orElseThrow()).contains("/issuer/authorize");
        assertThat(away.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith(SESSION));
        assertThat(browser.getStill("/probe").body()).isEqualTo("thing: open");
        assertThat(browser.getStill("/sign-in/back?state=made-up&code=made-up").statusCode())
                .isEqualTo(303);
        assertThat(browser.getStill("/probe").body()).isEqualTo("thing: open");
    }

    @Test
    void theSessionOfBeforeEndsWithTheStrongerSignIn() {
        Browser browser = demanded();
        Browser thief = new Browser();
        thief.plant(SESSION, session(browser));
        browser.get("/sign-in/confirm?to=%2Fprobe");
        assertThat(browser.getStill("/probe").statusCode()).isEqualTo(200);
        assertThat(thief.getStill("/probe").statusCode()).isEqualTo(302);
    }

    @Test
    void aStrongerSignInThatTookTooLongIsNotAskedForByItself() throws SQLException {
        Browser browser = demanded();
        String id = session(browser);
        run("update portal_session set challenged_at = challenged_at - interval '16 minutes'");
        assertThat(browser.get("/sign-in/confirm?to=%2Fprobe").uri()).hasPath("/probe");
        assertThat(session(browser)).isEqualTo(id);
    }

    private Browser demanded() {
        Browser browser = Browser.of(Who.APPROVER);
        PortalWorld.services().demand("POST", "/thing", CLAIMS);
        browser.post("/probe", Map.of("name", "x"));
        return browser;
    }
}
