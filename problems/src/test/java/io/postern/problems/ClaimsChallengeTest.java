package io.postern.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimsChallengeTest {
    @Test
    void theChallengeIsTheOneThatClientsOfEntraKnow() {
        String claims = "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}";
        assertThat(ClaimsChallenge.of(Optional.of("c1")).header())
                .isEqualTo("Bearer realm=\"postern\", error=\"insufficient_claims\", claims=\""
                        + Base64.getEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "\"");
    }

    @Test
    void withoutAContextSeveralFactorsAreAskedFor() {
        assertThat(ClaimsChallenge.of(Optional.empty()).claims())
                .isEqualTo("{\"access_token\":{\"amr\":{\"essential\":true,\"values\":[\"mfa\"]}}}");
        assertThat(ClaimsChallenge.afresh(Optional.empty()).claims())
                .isEqualTo("{\"access_token\":{\"auth_time\":{\"essential\":true},"
                        + "\"amr\":{\"essential\":true,\"values\":[\"mfa\"]}}}");
    }
}
