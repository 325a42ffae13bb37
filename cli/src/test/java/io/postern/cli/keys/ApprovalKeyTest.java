package io.postern.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ApprovalKeyTest {
    private final ApprovalKey key = ApprovalKey.generate();
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void thePrivateKeyIsAnEd25519JwkWithItsId() throws Exception {
        JsonNode jwk = json.readTree(key.privateJwk());

        assertThat(jwk.path("kty").asText()).isEqualTo("OKP");
        assertThat(jwk.path("crv").asText()).isEqualTo("Ed25519");
        assertThat(Base64.getUrlDecoder().decode(jwk.path("d").asText())).hasSize(32);
        assertThat(jwk.path("kid").asText()).hasSize(43);
    }

    @Test
    void thePublishedSetHoldsTheSameKeyWithoutItsPrivatePart() throws Exception {
        JsonNode jwk = json.readTree(key.privateJwk());
        JsonNode published = json.readTree(key.publicJwkSet()).path("keys").path(0);

        assertThat(published.path("kid")).isEqualTo(jwk.path("kid"));
        assertThat(published.path("x")).isEqualTo(jwk.path("x"));
        assertThat(published.has("d")).isFalse();
        assertThat(key.toString()).doesNotContain(jwk.path("d").asText());
    }

    @Test
    void aBotIsRegisteredWithThePublicHalfAlone() throws Exception {
        JsonNode bots = json.readTree(key.registration("sample"));

        assertThat(bots).hasSize(1);
        assertThat(bots.path(0).path("name").asText()).isEqualTo("sample");
        assertThat(bots.path(0).path("keys"))
                .isEqualTo(json.readTree(key.publicJwkSet()).path("keys"));
        assertThat(bots.toString()).doesNotContain("\"d\"");
    }
}
