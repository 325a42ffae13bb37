package io.postern.emulator.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.emulator.world.Person;
import io.postern.emulator.world.Seed;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private Tokens tokens;
    private Person approver;

    @BeforeEach
    void seeded() throws IOException {
        Seed seed = Seed.contoso();
        tokens = new Tokens(SigningKey.in(Optional.empty()), seed, "http://issuer");
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
    void azuresOlderAudienceHoldsToo() throws Exception {
        assertThat(tokens.verify(tokens.forPerson(approver, Audience.AZURE_CLASSIC, NOW), NOW)
                        .name())
                .isEqualTo("approver");
    }
}
