package io.postern.emulator.entra;

import static io.postern.emulator.entra.SignIns.PORTAL;
import static io.postern.emulator.entra.SignIns.SECOND_FACTOR;
import static io.postern.emulator.entra.SignIns.back;
import static io.postern.emulator.entra.SignIns.claims;
import static io.postern.emulator.entra.SignIns.portal;
import static io.postern.emulator.entra.SignIns.redemption;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page on which somebody picks an account, and where it leads. */
class SignInHttpTest {
    private static final SignIns ENTRA = SignIns.started();

    @AfterAll
    static void stop() {
        ENTRA.azure().close();
    }

    @Test
    void thePageOffersEachPersonAndKeepsTheRequest() {
        Answer page = ENTRA.page(portal("state", "\"><script>"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self' " + PORTAL)
                .doesNotContain("unsafe");
        assertThat(page.raw().body())
                .contains("Pick an account", "Postern portal", "Robin Requester", "outsider@contoso.example")
                .contains("name=\"state\" value=\"&quot;&gt;&lt;script&gt;\"")
                .doesNotContain("<script", "style=", "second factor");
        assertThat(ENTRA.azure().send("GET", "/adfs/oauth2/sign-in.css", "").status())
                .isEqualTo(200);
    }

    @Test
    void thePersonWhoIsHintedAtComesFirst() {
        assertThat(ENTRA.page(portal("login_hint", "outsider@contoso.example"))
                        .raw()
                        .body())
                .containsSubsequence("Otto Outsider", "Robin Requester");
        assertThat(ENTRA.page(portal("login_hint", "nobody")).raw().body())
                .containsSubsequence("Robin Requester", "Otto Outsider");
    }

    @Test
    void whoPicksAnAccountGoesBackWithACodeThatGivesTokens() {
        Map<String, String> back = back(ENTRA.pick(portal("who", "requester")));
        JsonNode tokens = ENTRA.token(redemption(back.get("code"))).body();

        assertThat(back).containsOnlyKeys("code", "state").containsEntry("state", "st&te");
        JsonNode access = claims(tokens, "access_token");
        assertThat(access.path("aud").asText()).isEqualTo("api://postern");
        assertThat(access.path("preferred_username").asText()).isEqualTo("requester@contoso.example");
        assertThat(access.path("appid").asText()).isEqualTo("postern-portal");
        assertThat(access.path("azp").asText()).isEqualTo("postern-portal");
        assertThat(access.path("roles")).hasToString("[\"Postern.Request\"]");
        assertThat(access.path("amr")).hasToString("[\"pwd\"]");
        JsonNode id = claims(tokens, "id_token");
        assertThat(id.path("aud").asText()).isEqualTo("postern-portal");
        assertThat(id.path("iss").asText()).isEqualTo(ENTRA.azure().emulator().issuer());
        assertThat(id.path("nonce").asText()).isEqualTo("n0nce");
        assertThat(id.path("oid")).isEqualTo(access.path("oid"));
        assertThat(id.path("name").asText()).isEqualTo("Robin Requester");
        assertThat(id.has("roles")).isFalse();
        assertThat(tokens.path("expires_in").asInt()).isEqualTo(3600);
        assertThat(tokens.path("refresh_token").asText()).isNotEmpty();
    }

    @Test
    void onlyWhatIsAskedForIsGiven() {
        JsonNode tokens = ENTRA.token(
                        redemption(ENTRA.code(portal("who", "admin", "scope", "api://postern/.default", "nonce", ""))))
                .body();

        assertThat(tokens.has("access_token")).isTrue();
        assertThat(tokens.has("id_token")).isFalse();
        assertThat(tokens.has("refresh_token")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "client_id, '', 900144",
        "client_id, nobody, 700016",
        "client_id, postern-request, 700016",
        "redirect_uri, '', 50011",
        "redirect_uri, http://127.0.0.1:18080/sign-in/back/, 50011",
        "redirect_uri, http://127.0.0.1:18080/sign-in/back?a=b, 50011",
        "redirect_uri, http://127.0.0.1:18080/, 50011",
        "redirect_uri, http://localhost:18080/sign-in/back, 50011",
        "redirect_uri, https://elsewhere.example/sign-in/back, 50011",
    })
    void anUnknownApplicationOrAddressIsToldOnThePageAndNobodyIsRedirected(String name, String value, int number) {
        for (Answer answer : List.of(
                ENTRA.page(portal(name, value)),
                ENTRA.pick(portal(name, value, "who", "admin")),
                ENTRA.pick(portal(name, value, "cancel", "yes")),
                ENTRA.page(portal(name, value, "response_type", "token")))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Location")).isEmpty();
            assertThat(answer.raw().body()).contains("AADSTS" + number + ": ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "response_type; token; unsupported_response_type; 70005",
                "response_type; ''; unsupported_response_type; 70005",
                "response_mode; fragment; invalid_request; 70007",
                "scope; openid; invalid_scope; 500011",
                "scope; api://elsewhere/.default; invalid_scope; 500011",
                "prompt; none; login_required; 50058",
                "prompt; admin_consent; invalid_request; 90023",
                "code_challenge_method; plain; invalid_request; 501491",
                "code_challenge_method; ''; invalid_request; 501491",
                "code_challenge; short; invalid_request; 501491",
                "claims; {; invalid_request; 9002313",
                "cancel; yes; access_denied; 65004",
            })
    void otherWrongRequestsGoBackToTheApplication(String name, String value, String error, int number) {
        Map<String, String> back = back(ENTRA.pick(portal("who", "admin", name, value)));

        assertThat(back).containsOnlyKeys("error", "error_description", "state").containsEntry("error", error);
        assertThat(back.get("error_description")).startsWith("AADSTS" + number + ": ");
    }

    @Test
    void nobodyUnknownSignsIn() {
        Answer answer = ENTRA.pick(portal("who", "<nobody>"));

        assertThat(answer.header("Location")).isEmpty();
        assertThat(answer.raw().body()).contains("role=\"alert\"").doesNotContain("<nobody>");
    }

    @Test
    void whatIsAskedBeyondAPasswordIsConfirmedAndSaid() {
        Map<String, String> asked = portal("who", "approver", "claims", SECOND_FACTOR);

        assertThat(ENTRA.page(asked).raw().body()).contains("name=\"confirmed\"");
        assertThat(ENTRA.pick(asked).header("Location")).isEmpty();
        JsonNode tokens = ENTRA.token(redemption(ENTRA.code(SignIns.changed(asked, "confirmed", "yes"))))
                .body();
        assertThat(claims(tokens, "access_token").path("acrs")).hasToString("[\"c1\"]");
        JsonNode plain = ENTRA.token(redemption(ENTRA.code(portal("who", "approver", "confirmed", "yes"))))
                .body();
        assertThat(claims(plain, "access_token").has("acrs")).isFalse();
    }

    @Test
    void aFormOnAnotherSitesPageSignsNobodyIn() {
        for (String site : List.of("cross-site", "same-site")) {
            Answer answer = ENTRA.pick(portal("who", "admin"), "Sec-Fetch-Site", site);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.header("Location")).isEmpty();
        }
        assertThat(ENTRA.pick(portal("who", "admin"), "Sec-Fetch-Site", "same-origin")
                        .status())
                .isEqualTo(302);
        assertThat(ENTRA.azure()
                        .send("PUT", SignIns.path("v2.0/authorize"), "a=b")
                        .status())
                .isEqualTo(405);
        assertThat(ENTRA.azure()
                        .send("POST", SignIns.path("v2.0/authorize"), "client_id=%zz")
                        .status())
                .isEqualTo(400);
        assertThat(ENTRA.azure()
                        .send("POST", SignIns.path("v2.0/token"), "grant_type=%zz")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aNameThatSomebodyElseLeadsHereShowsNoPage() throws IOException {
        assertThat(statusLine("rebound.example")).contains(" 403 ");
        assertThat(statusLine("localhost:1")).contains(" 200 ");
    }

    private static String statusLine(String host) throws IOException {
        URI uri = ENTRA.azure().emulator().httpUri();
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            String request = "GET " + SignIns.path("v2.0/authorize") + "?" + SignIns.form(portal())
                    + " HTTP/1.0\r\nHost: " + host + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(20), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void theMetadataNamesWhatThereIs() {
        JsonNode metadata = ENTRA.azure()
                .send("GET", "/" + Azure.TENANT + "/v2.0/.well-known/openid-configuration", "")
                .body();

        assertThat(metadata.path("authorization_endpoint").asText()).endsWith(SignIns.path("v2.0/authorize"));
        assertThat(metadata.path("end_session_endpoint").asText()).endsWith(SignIns.path("v2.0/logout"));
        assertThat(metadata.path("device_authorization_endpoint").asText()).endsWith(SignIns.path("v2.0/devicecode"));
        assertThat(metadata.path("code_challenge_methods_supported")).hasToString("[\"S256\"]");
        assertThat(metadata.path("response_types_supported")).hasToString("[\"code\"]");
    }
}
