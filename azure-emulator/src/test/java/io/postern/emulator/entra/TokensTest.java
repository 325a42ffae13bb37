package io.postern.emulator.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.emulator.world.Directory;
import io.postern.emulator.world.Person;
import io.postern.emulator.world.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final SigningKey KEY = newKey();
    private Tokens tokens;
    private Person approver;

    private static SigningKey newKey() {
        try {
            return SigningKey.in(Optional.empty());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @BeforeEach
    void seeded() throws IOException {
        Seed seed = Seed.contoso();
        tokens = new Tokens(KEY, new Directory(seed), "http://issuer");
        approver = seed.person("approver").orElseThrow();
    }

    @Test
    void aTokenHoldsForAnHour() throws Exception {
        String token = tokens.forPerson(approver, Audience.AZURE, NOW);

        assertThat(tokens.verify(token, NOW.plusSeconds(3599)).groups()).hasSize(1);
        assertThatThrownBy(() -> tokens.verify(token, NOW.plusSeconds(3600)))
                .isInstanceOfSatisfying(
                        Tokens.TokenRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("ExpiredAuthenticationToken"));
        assertThatThrownBy(() -> tokens.verify(token, NOW.minusSeconds(1))).isInstanceOf(Tokens.TokenRefused.class);
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() throws Exception {
        JsonWebSignature jws = new JsonWebSignature();
        String ours = tokens.forPerson(approver, Audience.POSTERN, NOW);
        jws.setCompactSerialization(ours);
        jws.setKey(KEY.jwk().getPublicKey());
        JsonWebSignature elsewhere = new JsonWebSignature();
        elsewhere.setPayload(jws.getPayload().replace("api://postern", "api://elsewhere"));
        elsewhere.setKey(KEY.jwk().getPrivateKey());
        elsewhere.setAlgorithmHeaderValue("RS256");
        String token = elsewhere.getCompactSerialization();

        assertThatThrownBy(() -> tokens.verify(token, NOW))
                .isInstanceOfSatisfying(
                        Tokens.TokenRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("InvalidAuthenticationTokenAudience"));
        assertThat(tokens.verify(ours, NOW).name()).isEqualTo("approver");
    }

    @Test
    void azuresOlderAudienceHoldsToo() throws Exception {
        assertThat(tokens.verify(tokens.forPerson(approver, Audience.AZURE_CLASSIC, NOW), NOW)
                        .name())
                .isEqualTo("approver");
    }
}
