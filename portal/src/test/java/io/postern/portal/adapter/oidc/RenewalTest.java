package io.postern.portal.adapter.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.postern.portal.domain.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an issuer's answer to a refresh token means for the session. */
class RenewalTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            call.getResponseBody().write(bytes);
            call.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_grant", "interaction_required", "login_required", "consent_required"})
    void whatIsAboutThePersonEndsTheSession(String error) {
        status = 400;
        body = "{\"error\":\"" + error + "\"}";
        assertThatThrownBy(() -> next("old")).isInstanceOf(Renewal.SignInAgain.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_client",
        "401, invalid_client",
        "400, temporarily_unavailable",
        "400, INVALID_GRANT",
        "403, ",
        "404, ",
        "302, ",
        "429, slow_down",
        "503, ",
    })
    void whatIsAboutThePortalOrTheWayThereLeavesTheSession(int code, String error) {
        status = code;
        body = error == null ? "<html>no</html>" : "{\"error\":\"" + error + "\"}";
        assertThatThrownBy(() -> next("old"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(String.valueOf(code))
                .hasMessageNotContaining("<html>");
    }

    @Test
    void theTokensEndWhenTheFirstOfThemEnds() throws Exception {
        body = tokens(",\"id_token\":\"" + identity(NOW.plusSeconds(2)) + "\"");
        assertThat(next("old").until()).isEqualTo(NOW.plusSeconds(2));
        body = tokens(",\"id_token\":\"" + identity(NOW.plusSeconds(9000)) + "\"");
        assertThat(next("old").until()).isEqualTo(NOW.plusSeconds(3600));
    }

    @Test
    void anAnswerWithoutAnIdTokenKeepsTheOldOneAndItsEnd() throws Exception {
        body = tokens("");
        String old = identity(NOW.plusSeconds(60));
        assertThat(next(old)).isEqualTo(new Tokens(old, "access", "refresh", NOW.plusSeconds(60)));
        assertThat(next("no token").until()).isEqualTo(NOW.plusSeconds(3600));
        assertThat(next("a." + Base64.getUrlEncoder().encodeToString("{\"exp\":1e400}".getBytes()) + ".c")
                        .until())
                .isNotNull();
    }

    private Tokens next(String identity) throws Exception {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
        return new Renewal(http, new ObjectMapper(), "portal", "secret", "openid", () -> NOW, Duration.ofSeconds(10))
                .next(endpoint, new Tokens(identity, "before", "refresh", NOW));
    }

    private static String tokens(String more) {
        return "{\"access_token\":\"access\",\"expires_in\":3600" + more + "}";
    }

    private static String identity(Instant end) {
        String claims = "{\"sub\":\"rita\",\"exp\":" + end.getEpochSecond() + "}";
        return "a." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes()) + ".c";
    }
}
