package io.postern.emulator.entra;

import static io.postern.emulator.entra.SignIns.BACK;
import static io.postern.emulator.entra.SignIns.claims;
import static io.postern.emulator.entra.SignIns.portal;
import static io.postern.emulator.entra.SignIns.redemption;
import static io.postern.emulator.entra.SignIns.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.emulator.Azure.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application on somebody's own machine, which keeps no secret and listens on any port. */
class CommandLineSignInHttpTest {
    private static final SignIns ENTRA = SignIns.started();

    @AfterAll
    static void stop() {
        ENTRA.azure().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:43210/", "http://localhost:5", "http://[::1]:43210/back"})
    void theCommandLineMayComeBackToAnyPortOfThisMachine(String redirect) {
        Answer picked = ENTRA.pick(portal("client_id", "postern-cli", "redirect_uri", redirect, "who", "engineer"));
        String where = picked.header("Location");

        assertThat(where).startsWith(redirect + "?code=");
        Map<String, String> redemption = redemption(
                where.replaceFirst(".*[?]code=", "").replaceFirst("&.*", ""),
                "client_id",
                "postern-cli",
                "redirect_uri",
                redirect,
                "client_secret",
                "");
        assertThat(claims(ENTRA.token(redemption).body(), "access_token")
                        .path("azp")
                        .asText())
                .isEqualTo("postern-cli");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:1/",
                "http://127.0.0.1.elsewhere.example/",
                "http://127.0.0.1:1@elsewhere.example/",
                "http://localhost:1/?a=b",
                "http://10.0.0.1:1/",
                "http://localhost:1/#a",
                BACK + "\r\nX: y",
            })
    void theCommandLineComesBackToNowhereElse(String redirect) {
        Answer answer = ENTRA.pick(portal("client_id", "postern-cli", "redirect_uri", redirect, "who", "engineer"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Location")).isEmpty();
    }

    @Test
    void theCommandLineNeedsAChallengeAndHasNoSecret() {
        String redirect = "http://127.0.0.1:43210/";
        Map<String, String> asked =
                portal("client_id", "postern-cli", "redirect_uri", redirect, "who", "engineer", "code_challenge", "");

        assertThat(ENTRA.pick(asked).header("Location")).startsWith(redirect + "?error=invalid_request");
        refused(ENTRA.token(redemption("any", "client_id", "postern-cli")), 401, "invalid_client", 700025);
    }
}
