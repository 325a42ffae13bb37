package io.postern.portal.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.messaging.testing.TestPostgres;
import io.postern.portal.testing.Browser;
import io.postern.portal.testing.PortalWorld;
import io.postern.portal.testing.Who;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PortalWorld.class)
@QuarkusTestResource(TestPostgres.class)
class SignInTest extends SignInCases {
    @Test
    void peopleSignInByCodeWithProofOfWhoAskedForIt() {
        Browser.of(Who.REQUESTER);
        assertThat(issuer.authorizations().getLast())
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("state", "nonce", "code_challenge")
                .hasEntrySatisfying(
                        "scope",
                        scope -> assertThat(scope.split(" "))
                                .contains("openid", "profile", "offline_access", "api://postern/.default"))
                .hasEntrySatisfying("redirect_uri", uri -> assertThat(uri).endsWith("/sign-in/back"));
        assertThat(issuer.tokenCalls().getLast()).containsEntry("grant_type", "authorization_code");
    }

    @Test
    void afterTheSignInOneIsWhereOneWantedToGo() {
        issuer.next(Who.REQUESTER);
        HttpResponse<String> page = new Browser().get("/probe?some=thing");
        assertThat(page.uri()).hasPath("/probe").hasQuery("some=thing");
        assertThat(page.body()).isEqualTo("thing: open");
    }

    @Test
    void servicesAreAskedAsThePersonAndFromTheirAddress() {
        Browser.of(Who.REQUESTER).get("/probe");
        var call = PortalWorld.services().calls("GET", "/thing").getLast();
        assertThat(call.header("Authorization")).startsWith("Bearer ey");
        assertThat(call.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
    }

    @Test
    void whatACallerMadeUpOfTheirAddressStaysToTheLeftOfWhereTheyReallyAre() {
        Browser browser = Browser.of(Who.REQUESTER);
        browser.still(browser.request("/probe")
                .version(HttpClient.Version.HTTP_1_1) // an upgrade to HTTP/2 keeps the last line alone
                .header("X-Forwarded-For", "203.0.113.99")
                .header("X-Forwarded-For", "198.51.100.7")); // a line of its own, as some proxies add it
        assertThat(PortalWorld.services().calls("GET", "/thing").getLast().header("X-Forwarded-For"))
                .isEqualTo("203.0.113.99, 198.51.100.7, 127.0.0.1");
    }

    @Test
    void aSessionIdThatWasThereBeforeTheSignInIsNeverTakenOver() {
        String known = "A".repeat(43);
        Browser victim = new Browser();
        victim.plant(SESSION, known);
        victim.signIn(Who.ADMIN);
        assertThat(victim.get("/probe").body()).isEqualTo("thing: open");
        assertThat(session(victim)).isNotEqualTo(known);

        Browser attacker = new Browser();
        attacker.plant(SESSION, known);
        assertThat(attacker.getStill("/").statusCode()).isEqualTo(302);
    }

    @Test
    void eachSignInHasAnIdOfItsOwn() {
        assertThat(session(Browser.of(Who.ADMIN))).isNotEqualTo(session(Browser.of(Who.ADMIN)));
    }

    @Test
    void cookiesAreOutOfReachOfScriptsAndOfOtherSites() {
        assertThat(cookiesOfASignIn(Map.of()))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie)
                        .containsIgnoringCase("; HttpOnly")
                        .contains("; SameSite=Lax", "; Path=/")
                        .doesNotContain("Secure")
                        .doesNotContainIgnoringCase("domain="));
    }

    @Test
    void behindATrustedProxyThatSpeaksHttpsCookiesAreForHttpsAlone() {
        assertThat(cookiesOfASignIn(Map.of("X-Forwarded-Proto", "https")))
                .isNotEmpty()
                .allSatisfy(cookie ->
                        assertThat(cookie).containsIgnoringCase("; HttpOnly").contains("; SameSite=Lax", "; Secure"));
        HttpResponse<String> page =
                new Browser().still(new Browser().request("/signed-out").header("X-Forwarded-Proto", "https"));
        assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "//evil.example/x",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "'/%0d%0aX: y'",
        "/{alert",
        "/%evil",
        "/a|evil"
    })
    void nobodyIsLedAwayFromThePortal(String to) {
        Browser browser = Browser.of(Who.REQUESTER);
        HttpResponse<String> answer = browser.getStill(
                "/sign-in/confirm?to=" + java.net.URLEncoder.encode(to, java.nio.charset.StandardCharsets.UTF_8));
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location.replace(browser.portal().toString(), ""))
                .startsWith("/")
                .doesNotContain("evil", "alert");
        assertThat(answer.headers().firstValue("X")).isEmpty();
    }

    @Test
    void anAnswerOfTheIssuerThatNobodyAskedForBeginsASignInAndTurnsInNoCircle() {
        issuer.next(Who.OUTSIDER);
        Browser browser = new Browser();
        int before = issuer.authorizations().size();
        for (int time = 0; time < 2; time++) {
            HttpResponse<String> page = browser.get("/sign-in/back?code=stolen&state=forged");
            assertThat(page.uri()).hasPath("/");
            assertThat(page.body()).contains("Olga Outsider");
        }
        assertThat(issuer.authorizations()).hasSize(before + 1);
        assertThat(issuer.tokenCalls()).noneMatch(call -> "stolen".equals(call.get("code")));
    }

    @Test
    void aSignInThatFailedIsSaidInPlainWords() {
        assertThat(new Browser().get("/sign-in/failed?error=server_error").body())
                .contains("The sign-in did not work");
        assertThat(new Browser()
                        .get("/sign-in/failed?error=access_denied&error_description=%3Cscript%3E")
                        .body())
                .contains("The sign-in was cancelled")
                .doesNotContain("<script>");
    }

    private List<String> cookiesOfASignIn(Map<String, String> headers) {
        issuer.next(Who.REQUESTER);
        return new Browser().cookiesOfASignIn("/", headers);
    }
}
