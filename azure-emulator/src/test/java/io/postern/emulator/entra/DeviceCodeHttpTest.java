package io.postern.emulator.entra;

import static io.postern.emulator.entra.SignIns.claims;
import static io.postern.emulator.entra.SignIns.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DeviceCodeHttpTest {
    private static final Azure AZURE = Azure.started();
    private static final SignIns ENTRA = new SignIns(AZURE);
    private static final String SCOPE = "&scope=openid+offline_access+api://postern/.default";

    @AfterAll
    static void stop() {
        AZURE.close();
    }

    private static Answer begin(String form) {
        return AZURE.send("POST", SignIns.path("v2.0/devicecode"), form);
    }

    private static JsonNode begun() {
        return begin("client_id=postern-cli" + SCOPE).body();
    }

    private static Answer type(String form, String... headers) {
        return AZURE.send("POST", SignIns.path("deviceauth"), form, headers);
    }

    private static Answer token(JsonNode begun) {
        return ENTRA.token(Map.of(
                "grant_type",
                SignInGrants.DEVICE_CODE,
                "client_id",
                "postern-cli",
                "device_code",
                begun.path("device_code").asText()));
    }

    @Test
    void whoTypesTheCodeAndPicksAnAccountSignsTheDeviceIn() {
        JsonNode begun = begun();
        String code = begun.path("user_code").asText();
        refused(token(begun), 400, "authorization_pending", 70016);

        Answer empty = AZURE.send("GET", begun.path("verification_uri").asText(), "");
        assertThat(empty.raw().body()).contains("Enter code", "name=\"otc\"").doesNotContain("<script");
        // As people type it.
        String typed = code.substring(0, 4).toLowerCase(Locale.ROOT) + "-" + code.substring(4);
        assertThat(type("otc=" + typed).raw().body())
                .contains("Pick an account", "Postern command line", "name=\"otc\" value=\"" + typed + "\"");
        assertThat(type("otc=" + typed + "&who=engineer").raw().body()).contains("You have signed in");

        JsonNode tokens = token(begun).body();
        assertThat(claims(tokens, "access_token").path("preferred_username").asText())
                .isEqualTo("engineer@contoso.example");
        assertThat(claims(tokens, "access_token").path("azp").asText()).isEqualTo("postern-cli");
        assertThat(tokens.has("id_token")).isTrue();
        assertThat(tokens.has("refresh_token")).isTrue();
        refused(token(begun), 400, "bad_verification_code", 70018);
        assertThat(type("otc=" + code).status()).isEqualTo(400);
    }

    @Test
    void whatTheTokenHasToSayIsConfirmedOnTheOtherScreen() {
        String asked = "&claims=%7B%22access_token%22:%7B%22acrs%22:%7B%22value%22:%22c1%22%7D%7D%7D";
        JsonNode begun = begin("client_id=postern-cli" + SCOPE + asked).body();
        String typed = "otc=" + begun.path("user_code").asText();

        assertThat(type(typed).raw().body()).contains("Confirm with a second factor");
        assertThat(type(typed + "&who=engineer").raw().body()).contains("asks you to confirm");
        refused(token(begun), 400, "authorization_pending", 70016);
        assertThat(type(typed + "&who=engineer&confirmed=yes").raw().body()).contains("You have signed in");

        assertThat(claims(token(begun).body(), "access_token").path("acrs").toString())
                .isEqualTo("[\"c1\"]");
        refused(begin("client_id=postern-cli" + SCOPE + "&claims=%7B"), 400, "invalid_request", 9002313);
    }

    @Test
    void whoDeclinesIsNotSignedIn() {
        JsonNode begun = begun();

        assertThat(type("otc=" + begun.path("user_code").asText() + "&cancel=yes")
                        .raw()
                        .body())
                .contains("You have not signed in");

        refused(token(begun), 400, "authorization_declined", 65004);
    }

    @Test
    void wrongCodesAndPeopleSignNobodyIn() {
        JsonNode begun = begun();
        String code = begun.path("user_code").asText();

        assertThat(type("otc=WRONG").raw().body()).contains("That code did not work");
        assertThat(type("otc=" + code + "&who=nobody").raw().body()).contains("could not find an account");
        assertThat(type("otc=" + code + "&who=admin", "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(type("otc=%zz").status()).isEqualTo(400);
        refused(token(begun), 400, "authorization_pending", 70016);
    }

    @Test
    void onlyAPublicClientWithAScopeBegins() {
        refused(begin("client_id=postern-portal" + SCOPE), 400, "unauthorized_client", 700025);
        refused(begin("client_id=nobody" + SCOPE), 400, "unauthorized_client", 700016);
        refused(begin("scope=api://postern"), 400, "invalid_request", 900144);
        refused(begin("client_id=postern-cli&scope=openid"), 400, "invalid_scope", 500011);
        refused(
                ENTRA.token(Map.of("grant_type", SignInGrants.DEVICE_CODE, "client_id", "postern-cli")),
                400,
                "invalid_request",
                900144);
        assertThat(AZURE.send("GET", SignIns.path("v2.0/devicecode"), "").status())
                .isEqualTo(405);
    }
}
