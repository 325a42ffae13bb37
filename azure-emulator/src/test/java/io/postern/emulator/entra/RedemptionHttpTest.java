package io.postern.emulator.entra;

import static io.postern.emulator.entra.SignIns.SECOND_FACTOR;
import static io.postern.emulator.entra.SignIns.claims;
import static io.postern.emulator.entra.SignIns.portal;
import static io.postern.emulator.entra.SignIns.redemption;
import static io.postern.emulator.entra.SignIns.refresh;
import static io.postern.emulator.entra.SignIns.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a code and a refresh token give, and to whom. */
class RedemptionHttpTest {
    private static final SignIns ENTRA = SignIns.started();

    @AfterAll
    static void stop() {
        ENTRA.azure().close();
    }

    @Test
    void aCodeIsGoodOnceAndItsSecondUseEndsTheSignIn() {
        String code = ENTRA.code(portal("who", "requester"));
        JsonNode tokens = ENTRA.token(redemption(code)).body();

        refused(ENTRA.token(redemption(code)), 400, "invalid_grant", 54005);
        refused(ENTRA.token(refresh(tokens.path("refresh_token").asText())), 400, "invalid_grant", 70000);
    }

    @ParameterizedTest
    @CsvSource({
        "code_verifier, '', 400, invalid_grant, 501481",
        "code_verifier, another-verifier-that-is-as-long-as-it-must-be-01234, 400, invalid_grant, 501481",
        "redirect_uri, http://127.0.0.1:18080/, 400, invalid_grant, 500112",
        "redirect_uri, '', 400, invalid_request, 900144",
        "code, '', 400, invalid_request, 900144",
        "code, guessed, 400, invalid_grant, 70000",
        "client_secret, wrong, 401, invalid_client, 7000215",
        "client_secret, '', 401, invalid_client, 7000218",
        "client_id, nobody, 400, unauthorized_client, 700016",
        "client_id, '', 400, invalid_request, 900144",
    })
    void aCodeGivesNothingFor(String name, String value, int status, String error, int number) {
        String code = ENTRA.code(portal("who", "requester"));

        refused(ENTRA.token(redemption(code, name, value)), status, error, number);
    }

    @Test
    void whoeverTookTheChallengeAwayGetsNothingForTheCode() {
        String code = ENTRA.code(portal("who", "requester", "code_challenge", "", "code_challenge_method", ""));

        refused(ENTRA.token(redemption(code)), 400, "invalid_grant", 501481);
    }

    @Test
    void aRefreshTokenGivesTheNextOneAndKeepsTheSignIn() {
        JsonNode first = ENTRA.signIn("requester");
        JsonNode second =
                ENTRA.token(refresh(first.path("refresh_token").asText())).body();

        assertThat(second.path("refresh_token").asText())
                .isNotEmpty()
                .isNotEqualTo(first.path("refresh_token").asText());
        assertThat(claims(second, "access_token").path("auth_time"))
                .isEqualTo(claims(first, "access_token").path("auth_time"));
        assertThat(claims(second, "id_token").path("sub"))
                .isEqualTo(claims(first, "id_token").path("sub"));
        JsonNode azure = ENTRA.token(refresh(
                        second.path("refresh_token").asText(), "scope", "https://management.azure.com/.default"))
                .body();
        assertThat(claims(azure, "access_token").path("aud").asText()).isEqualTo("https://management.azure.com");
    }

    @Test
    void theSecondUseOfARefreshTokenRevokesAllThatCameOfIt() {
        String first = ENTRA.signIn("requester").path("refresh_token").asText();
        String second = ENTRA.token(refresh(first)).body().path("refresh_token").asText();

        refused(ENTRA.token(refresh(first)), 400, "invalid_grant", 50173);
        refused(ENTRA.token(refresh(second)), 400, "invalid_grant", 70000);
    }

    @ParameterizedTest
    @CsvSource({
        "refresh_token, '', 400, invalid_request, 900144",
        "refresh_token, guessed, 400, invalid_grant, 70000",
        "refresh_token, gues.sed, 400, invalid_grant, 70000",
        "client_secret, wrong, 401, invalid_client, 7000215",
        "scope, api://elsewhere, 400, invalid_scope, 500011",
        "claims, [], 400, invalid_request, 9002313",
    })
    void aWrongUseOfARefreshTokenGivesNothingAndTheTokenStays(
            String name, String value, int status, String error, int number) {
        String token = ENTRA.signIn("requester").path("refresh_token").asText();

        refused(ENTRA.token(refresh(token, name, value)), status, error, number);
        assertThat(ENTRA.token(refresh(token)).status()).isEqualTo(200);
    }

    @Test
    void aRefreshTokenDoesNotStandInForASecondFactor() {
        String token = ENTRA.signIn("requester").path("refresh_token").asText();

        refused(ENTRA.token(refresh(token, "claims", SECOND_FACTOR)), 400, "interaction_required", 50076);
        assertThat(ENTRA.token(refresh(token)).status()).isEqualTo(200);
    }

    @Test
    void theRefreshTokenOfAnotherApplicationGivesNothing() {
        String token = ENTRA.signIn("requester").path("refresh_token").asText();

        refused(
                ENTRA.token(refresh(token, "client_id", "postern-cli", "client_secret", "")),
                400,
                "invalid_grant",
                70000);
    }
}
