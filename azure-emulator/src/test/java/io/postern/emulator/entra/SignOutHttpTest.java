package io.postern.emulator.entra;

import static io.postern.emulator.entra.SignIns.BACK;
import static io.postern.emulator.entra.SignIns.PORTAL;
import static io.postern.emulator.entra.SignIns.refresh;
import static io.postern.emulator.entra.SignIns.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.Azure.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How a sign-in is ended, and where that leads. */
class SignOutHttpTest {
    private static final SignIns ENTRA = SignIns.started();

    @AfterAll
    static void stop() {
        ENTRA.azure().close();
    }

    @Test
    void whoSignsOutEndsTheSignInAndGoesBackToARegisteredAddressOnly() {
        JsonNode tokens = ENTRA.signIn("requester");
        String hint = "?id_token_hint=" + tokens.path("id_token").asText();
        String logout = SignIns.path("v2.0/logout");

        Answer back =
                ENTRA.azure().send("GET", logout + hint + "&post_logout_redirect_uri=" + PORTAL + "/&state=s", "");
        assertThat(back.status()).isEqualTo(302);
        assertThat(back.header("Location")).isEqualTo(PORTAL + "/?state=s");
        refused(ENTRA.token(refresh(tokens.path("refresh_token").asText())), 400, "invalid_grant", 70000);
        assertThat(ENTRA.azure()
                        .send(
                                "GET",
                                logout + "?client_id=postern-portal&post_logout_redirect_uri=" + PORTAL + "/signed-out",
                                "")
                        .header("Location"))
                .isEqualTo(PORTAL + "/signed-out");

        for (String wrong : List.of(
                hint + "&post_logout_redirect_uri=https://elsewhere.example/",
                hint + "&post_logout_redirect_uri=" + BACK,
                "?post_logout_redirect_uri=" + PORTAL + "/",
                "?id_token_hint=x&post_logout_redirect_uri=" + PORTAL + "/",
                "?client_id=postern-cli&post_logout_redirect_uri=" + PORTAL + "/")) {
            Answer answer = ENTRA.azure().send("GET", logout + wrong, "");
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.header("Location")).isEmpty();
        }
        assertThat(ENTRA.azure().send("GET", logout, "").raw().body()).contains("You signed out");
    }

    @Test
    void aSignOutWithoutAnIdTokenOfOursEndsNothing() {
        JsonNode tokens = ENTRA.signIn("requester");
        String access = tokens.path("access_token").asText();

        ENTRA.azure()
                .send(
                        "GET",
                        SignIns.path("v2.0/logout") + "?id_token_hint=" + access.replaceFirst("\\.[^.]*$", ".AAAA"),
                        "");

        assertThat(ENTRA.token(refresh(tokens.path("refresh_token").asText())).status())
                .isEqualTo(200);
    }
}
