package io.postern.emulator.entra;

import static io.postern.emulator.Azure.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import io.postern.emulator.EmulatorSettings;
import io.postern.emulator.http.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntraHttpTest {
    private static final Azure AZURE =
            Azure.started(EmulatorSettings.forTests().withPrincipals(Map.of("postern-request", "s3c+ret%")));
    private static final String CLIENT =
            "grant_type=client_credentials&client_id=postern-request&scope=api://postern/.default";

    @AfterAll
    static void stop() {
        AZURE.close();
    }

    private static Answer token(String form, String... headers) {
        return AZURE.send("POST", "/" + TENANT + "/oauth2/v2.0/token", form, headers);
    }

    private static JsonNode claims(Answer answer) throws IOException {
        String token = answer.body().path("access_token").asText();
        return Json.read(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }

    @Test
    void theMetadataLeadsToTheKeysThatVerifyAToken() throws Exception {
        JsonNode metadata = AZURE.send("GET", "/" + TENANT + "/v2.0/.well-known/openid-configuration", "")
                .body();
        JsonWebSignature jws = new JsonWebSignature();
        jws.setCompactSerialization(token("grant_type=password&username=requester&scope=api://postern/.default")
                .body()
                .path("access_token")
                .asText());
        String keys =
                AZURE.send("GET", metadata.path("jwks_uri").asText(), "").raw().body();

        jws.setKey(new JsonWebKeySet(keys).getJsonWebKeys().getFirst().getKey());

        assertThat(jws.verifySignature()).isTrue();
        assertThat(jws.getKeyIdHeaderValue())
                .isEqualTo(new JsonWebKeySet(keys).getJsonWebKeys().getFirst().getKeyId());
        assertThat(metadata.path("issuer").asText()).isEqualTo(AZURE.emulator().issuer());
        assertThat(keys).doesNotContain("\"d\"");
    }

    @Test
    void aPersonsTokenSaysWhoItIs() throws Exception {
        JsonNode claims = claims(token("grant_type=password&username=approver&scope=openid api://postern/.default"));

        assertThat(claims.path("iss").asText()).isEqualTo(AZURE.emulator().issuer());
        assertThat(claims.path("aud").asText()).isEqualTo("api://postern");
        assertThat(claims.path("tid").asText()).isEqualTo(TENANT);
        assertThat(claims.path("oid").asText()).isEqualTo("22222222-0000-0000-0000-000000000002");
        assertThat(claims.path("preferred_username").asText()).isEqualTo("approver@contoso.example");
        assertThat(claims.at("/groups/0").asText()).isEqualTo("33333333-0000-0000-0000-000000000001");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(3600);
        assertThat(claims.path("ver").asText()).isEqualTo("2.0");
    }

    @ParameterizedTest
    @CsvSource({"api://postern/.default, Postern.Configure", "https://management.azure.com/.default, ''"})
    void appRolesAreInPosternsTokensAlone(String scope, String role) throws Exception {
        assertThat(claims(token("grant_type=password&username=admin&scope=" + scope))
                        .at("/roles/0")
                        .asText())
                .isEqualTo(role);
    }

    @Test
    void aPrincipalGetsATokenForItsSecret() throws Exception {
        String basic =
                Base64.getEncoder().encodeToString("postern-request:s3c%2Bret%25".getBytes(StandardCharsets.UTF_8));

        assertThat(claims(token(CLIENT + "&client_secret=s3c%2Bret%25"))
                        .at("/roles/0")
                        .asText())
                .isEqualTo("Postern.Close");
        assertThat(token(CLIENT, "Authorization", "Basic " + basic).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=client_credentials&client_id=postern-request&client_secret=wrong&scope=api://postern, 401, invalid_client",
        "grant_type=client_credentials&client_id=postern-request&scope=api://postern, 401, invalid_client",
        "grant_type=client_credentials&client_id=postern-sweeper&client_secret=&scope=api://postern, 401, invalid_client",
        "grant_type=client_credentials&client_id=nobody&client_secret=x&scope=api://postern, 400, unauthorized_client",
        "grant_type=password&username=nobody&scope=api://postern, 400, invalid_grant",
        "grant_type=password&username=admin&scope=api://elsewhere, 400, invalid_scope",
        "grant_type=password&username=admin, 400, invalid_scope",
        "grant_type=device_code&scope=api://postern, 400, unsupported_grant_type",
    })
    void noTokenIsGivenFor(String form, int status, String error) {
        Answer answer = token(form);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("error").asText()).isEqualTo(error);
        assertThat(answer.body().path("error_description").asText()).startsWith("AADSTS");
        assertThat(answer.body().has("access_token")).isFalse();
    }

    private static String claimsForm(String json) {
        return "grant_type=password&username=requester&scope=api://postern/.default&claims="
                + URLEncoder.encode(json, StandardCharsets.UTF_8);
    }

    @Test
    void aChallengedClientsTokenSaysWhatWasAskedFor() throws Exception {
        JsonNode both = claims(token(claimsForm(
                "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"},\"amr\":{\"values\":[\"mfa\"]}}}")));
        JsonNode plain = claims(token(claimsForm("")));
        JsonNode other = claims(token(claimsForm("{\"access_token\":{\"nbf\":{\"value\":\"1\"}}}")));

        assertThat(both.path("acrs")).hasToString("[\"c1\"]");
        assertThat(both.path("amr")).hasToString("[\"pwd\",\"mfa\"]");
        assertThat(plain.path("amr")).hasToString("[\"pwd\"]");
        assertThat(plain.has("acrs")).isFalse();
        assertThat(other.has("acrs")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "\"c1\"",
                "{\"access_token\":[]}",
                "{\"access_token\":{\"acrs\":null}}",
                "{\"access_token\":{\"acrs\":{\"essential\":true}}}",
                "{\"access_token\":{\"acrs\":{\"value\":1}}}",
                "{\"access_token\":{\"amr\":{\"values\":\"mfa\"}}}",
                "{\"access_token\":{\"amr\":{\"values\":[]}}}",
            })
    void claimsThatMeanNothingAreRefused(String json) {
        Answer answer = token(claimsForm(json));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("error").asText()).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @CsvSource({
        "requester, api://postern, api://postern",
        "admin, https://management.core.windows.net/, https://management.core.windows.net",
        "postern-enforcer, https://management.azure.com/, https://management.azure.com",
    })
    void anyDemoIdentityGetsATokenAsAManagedIdentity(String who, String resource, String audience) throws Exception {
        String address = "/msi/" + who + "/token";

        Answer machine = AZURE.send("POST", address, "resource=" + resource, "Metadata", "true");
        Answer app =
                AZURE.send("GET", address + "/?resource=" + resource + "&api-version=2017-09-01", "", "secret", "any");

        for (Answer answer : List.of(machine, app)) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(claims(answer).path("aud").asText()).isEqualTo(audience);
            assertThat(claims(answer).path("tid").asText()).isEqualTo(TENANT);
            assertThat(answer.body().path("expires_on").asText()).matches("\\d+");
            assertThat(answer.body().path("token_type").asText()).isEqualTo("Bearer");
            assertThat(answer.body().path("resource").asText()).isEqualTo(resource);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, requester, resource=api://postern, '', 400",
        "POST, nobody, resource=api://postern, Metadata, 400",
        "POST, requester, resource=api://elsewhere, Metadata, 400",
        "POST, requester, '', Metadata, 400",
        "GET, requester, '', Metadata, 400",
        "GET, requester, '', secret, 400",
        "PUT, requester, resource=api://postern, Metadata, 405",
    })
    void aManagedIdentityIsRefused(String method, String who, String form, String header, int status) {
        Answer answer = header.isEmpty()
                ? AZURE.send(method, "/msi/" + who + "/token", form)
                : AZURE.send(method, "/msi/" + who + "/token", form, header, "true");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().has("access_token")).isFalse();
        assertThat(answer.body().path("error").asText()).startsWith("invalid_re");
    }

    @Test
    void aPrincipalLogsInWhereAzExpectsAdfs() throws Exception {
        JsonNode metadata =
                AZURE.send("GET", "/adfs/.well-known/openid-configuration", "").body();
        assertThat(metadata.path("token_endpoint").asText()).isNotEmpty();

        Answer answer = AZURE.send("POST", "/adfs/oauth2/token", CLIENT + "&client_secret=s3c%2Bret%25");
        assertThat(claims(answer).path("appid").asText()).isEqualTo("postern-request");
        assertThat(AZURE.send("POST", "/adfs/oauth2/token", CLIENT + "&client_secret=x")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void tokensAreAskedForByPostAlone() {
        assertThat(AZURE.send("GET", "/" + TENANT + "/oauth2/v2.0/token", "").status())
                .isEqualTo(405);
        assertThat(AZURE.send("GET", "/" + TENANT + "/elsewhere", "").status()).isEqualTo(404);
    }

    @Test
    void instanceDiscoveryNamesThisHost() {
        assertThat(AZURE.send("GET", "/common/discovery/instance?api-version=1.1", "")
                        .body()
                        .path("tenant_discovery_endpoint")
                        .asText())
                .startsWith(AZURE.emulator().httpUri().toString());
    }
}
