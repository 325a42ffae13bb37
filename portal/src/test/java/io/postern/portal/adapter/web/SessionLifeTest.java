package io.postern.portal.adapter.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.messaging.testing.TestPostgres;
import io.postern.portal.testing.Browser;
import io.postern.portal.testing.PortalWorld;
import io.postern.portal.testing.Who;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.HttpCookie;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PortalWorld.class)
@QuarkusTestResource(TestPostgres.class)
class SessionLifeTest extends SignInCases {
    @Test
    void tokensNeverReachTheBrowserAndLieSealedInTheDatabase() throws SQLException {
        Browser browser = Browser.of(Who.ADMIN);
        assertThat(browser.cookies())
                .extracting(HttpCookie::getValue)
                .noneMatch(value -> value.startsWith("ey") || value.contains("refresh-"));
        assertThat(browser.get("/").body()).doesNotContain("eyJ", "refresh-", session(browser));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select id, tokens from portal_session")) {
            while (row.next()) {
                assertThat(new String(row.getBytes("tokens"), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain("eyJ", "refresh-");
                assertThat(row.getBytes("id"))
                        .hasSize(32)
                        .isNotEqualTo(session(browser).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
        }
    }

    @Test
    void tokensThatEndAreRenewedOnceHoweverManyPartsOfAPageCome() {
        issuer.life(Duration.ofSeconds(30));
        Browser browser = Browser.of(Who.REQUESTER);
        issuer.life(Duration.ofMinutes(30));
        String id = session(browser);
        long before = renewals();
        List<CompletableFuture<Integer>> parts = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> browser.part("/probe").statusCode()))
                .limit(6)
                .toList();
        assertThat(parts).allSatisfy(part -> assertThat(part.join()).isEqualTo(200));
        assertThat(renewals() - before).isEqualTo(1);
        assertThat(issuer.tokenCalls().getLast())
                .containsEntry("scope", issuer.authorizations().getLast().get("scope"));
        assertThat(session(browser)).isEqualTo(id);
    }

    @Test
    void anIdTokenThatEndsBeforeTheAccessTokenIsRenewedTooAndTheSessionStaysTheSame() throws SQLException {
        issuer.life(Duration.ofHours(1));
        issuer.identityLife(Duration.ofSeconds(20));
        Browser browser = Browser.of(Who.REQUESTER);
        issuer.life(Duration.ofHours(1));
        String id = session(browser);
        String ends = value("select max(ends_at)::text from portal_session");
        long before = renewals();
        List<CompletableFuture<Integer>> parts = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> browser.part("/probe").statusCode()))
                .limit(6)
                .toList();
        assertThat(parts).allSatisfy(part -> assertThat(part.join()).isEqualTo(200));
        assertThat(renewals() - before).isEqualTo(1);
        assertThat(session(browser)).isEqualTo(id);
        assertThat(value("select max(ends_at)::text from portal_session")).isEqualTo(ends);
    }

    @Test
    void aSessionWhoseTokensCannotBeRenewedJustNowIsThereWhenTheyCanAndIsNotProlonged() throws SQLException {
        issuer.life(Duration.ofHours(1));
        issuer.identityLife(Duration.ofSeconds(5));
        Browser browser = Browser.of(Who.REQUESTER);
        String id = session(browser);
        issuer.refusesRefreshes("temporarily_unavailable");
        String sessions = value("select count(*)::text from portal_session");
        assertThat(browser.part("/probe").statusCode()).isEqualTo(503);
        issuer.refusesRefreshes("");
        issuer.life(Duration.ofMinutes(30));
        assertThat(browser.part("/probe").statusCode()).isEqualTo(200);
        assertThat(session(browser)).isEqualTo(id);
        assertThat(value("select count(*)::text from portal_session")).isEqualTo(sessions);
    }

    @Test
    void aDatabaseThatDoesNotAnswerSignsNobodyOut() throws SQLException {
        Browser browser = Browser.of(Who.REQUESTER);
        String id = session(browser);
        run("alter table portal_session rename to portal_session_away");
        try {
            HttpResponse<String> page = browser.getStill("/probe");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).contains("does not answer just now: try again");
            assertThat(page.headers().firstValue("Content-Security-Policy")).contains(Guard.POLICY);
            HttpResponse<String> part = browser.part("/probe");
            assertThat(part.statusCode()).isEqualTo(503);
            assertThat(part.headers().firstValue("HX-Retarget")).contains("#messages");
            assertThat(browser.post("/sign-out", Map.of()).statusCode()).isEqualTo(503);
        } finally {
            run("alter table portal_session_away rename to portal_session");
        }
        assertThat(browser.getStill("/probe").statusCode()).isEqualTo(200);
        assertThat(session(browser)).isEqualTo(id);
    }

    @Test
    void whatAnOpenPageFetchesByItselfKeepsNobodySignedIn() throws SQLException {
        Browser browser = Browser.of(Who.REQUESTER);
        String unseen = "select count(*)::text from portal_session where seen_at < now() - interval '4 minutes'";
        run("update portal_session set seen_at = now() - interval '5 minutes'");
        String all = value(unseen);
        browser.part("/probe");
        browser.still(browser.request("/live").setHeader("Accept", "text/event-stream"));
        browser.still(browser.request("/probe").header("Sec-Fetch-Mode", "cors"));
        assertThat(value(unseen)).isEqualTo(all);
        browser.get("/probe");
        assertThat(Integer.parseInt(value(unseen))).isEqualTo(Integer.parseInt(all) - 1);
    }

    @Test
    void whomTheIssuerNoLongerKnowsSignsInAgain() {
        issuer.life(Duration.ofSeconds(30));
        Browser browser = Browser.of(Who.REQUESTER);
        issuer.refusesRefreshes("invalid_grant");
        HttpResponse<String> page = browser.getStill("/probe");
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(page.headers().firstValue("Location").orElseThrow()).contains("/issuer/authorize");
    }

    @Test
    void aPartOfAPageIsNotLedToTheIssuer() {
        assertThat(new Browser().part("/probe").statusCode()).isEqualTo(499);
    }

    @Test
    void aFormOfSomebodyWhoseSessionEndedSaysSoAndChangesNothing() {
        HttpResponse<String> answer = new Browser().post("/probe", Map.of("name", "x"));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/sign-in/ended?to=%2F");
        assertThat(new Browser().get("/sign-in/ended?to=%2Fprobe").body())
                .contains("Nothing was changed", "href=\"/probe\"");
        assertThat(PortalWorld.services().calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/findings/close?boundary=%2Fs%2Fnsg-1, /findings/close?boundary=%2Fs%2Fnsg-1",
        "/request?vm=%2Fs%2Fweb-1&port=22, /request?vm=%2Fs%2Fweb-1&port=22",
        "/approvals/01KQ7ZC3N5V8F2M4R6T9W1X3Y5/decisions, /approvals/01KQ7ZC3N5V8F2M4R6T9W1X3Y5",
        "/request/look, /request",
        "/virtual-machines/protect/review, /virtual-machines?list=not-configured",
        "/favourites, /my-access",
        "/sign-out, /",
        "//evil.example/, /",
    })
    void theWayBackBehindASessionThatEndedIsToThePageWithAllThatItsAddressSaid(String from, String back) {
        Browser browser = new Browser();
        HttpResponse<String> answer = browser.still(browser.form("/probe", Map.of("name", "x"))
                .header("Sec-Fetch-Site", "same-origin")
                .header("Referer", browser.portal() + from));
        assertThat(answer.headers().firstValue("Location"))
                .contains("/sign-in/ended?to=" + URLEncoder.encode(back, UTF_8));
    }

    @Test
    void afterSigningOutTheCookieIsWorthNothing() {
        Browser browser = Browser.of(Who.ADMIN);
        String id = session(browser);
        HttpResponse<String> out = browser.post("/sign-out", Map.of());
        assertThat(out.statusCode()).isEqualTo(200);
        assertThat(out.body()).contains("You are signed out").doesNotContain("Ada Admin");
        assertThat(out.headers().firstValue("Refresh").orElseThrow())
                .contains("/issuer/logout?post_logout_redirect_uri=", "id_token_hint=");
        Browser thief = new Browser();
        thief.plant(SESSION, id);
        assertThat(thief.getStill("/").statusCode()).isEqualTo(302);
        assertThat(browser.cookies()).noneMatch(cookie -> cookie.getName().equals(SESSION));
    }

    @Test
    void nobodyIsSignedOutByALink() {
        Browser browser = Browser.of(Who.ADMIN);
        assertThat(browser.getStill("/sign-out").statusCode()).isEqualTo(405);
        assertThat(browser.get("/probe").statusCode()).isEqualTo(200);
    }

    private long renewals() {
        return issuer.tokenCalls().stream()
                .filter(call -> "refresh_token".equals(call.get("grant_type")))
                .count();
    }
}
