package io.postern.approval.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.problems.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;

class StepUpTest {
    private static final long AT = 1_795_000_000L;

    private final StepUp byFactors = new StepUp(Optional.empty());
    private final StepUp byContext = new StepUp(Optional.of("c1"));

    @Test
    void severalFactorsAndTheirTimeProveIt() {
        assertThat(byFactors.since(token(Map.of("amr", List.of("pwd", "mfa"), "auth_time", AT))))
                .isEqualTo(Instant.ofEpochSecond(AT));
        assertThat(byContext.since(token(Map.of("acrs", List.of("c1"), "auth_time", AT))))
                .isEqualTo(Instant.ofEpochSecond(AT));
    }

    @Test
    void whatIsMissingOrOfAnotherKindProvesNothing() {
        for (Map<String, Object> claims : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("auth_time", AT),
                Map.of("amr", List.of("pwd"), "auth_time", AT),
                Map.of("amr", List.of("mfa")),
                Map.of("amr", "xmfa", "auth_time", AT),
                Map.of("amr", List.of("mfa"), "auth_time", "yesterday"))) {
            assertThat(byFactors.since(token(claims))).as(claims.toString()).isNull();
        }
        assertThat(byContext.since(token(Map.of("amr", List.of("mfa"), "auth_time", AT))))
                .isNull();
        assertThat(byContext.since(token(Map.of("acrs", List.of("c2"), "auth_time", AT))))
                .isNull();
    }

    @Test
    void theChallengeIsSaidInBothLanguages() {
        Response answer = byContext.challenge(Problem.named("step-up", 401, "Sign in again."));

        assertThat(answer.getStatus()).isEqualTo(401);
        List<Object> challenges = answer.getHeaders().get(HttpHeaders.WWW_AUTHENTICATE);
        assertThat(challenges).hasSize(2);
        assertThat(challenges.getFirst().toString())
                .contains("error=\"insufficient_user_authentication\"", "acr_values=\"c1\"", "max_age=\"300\"");
        assertThat(claims(challenges.getLast().toString()))
                .isEqualTo("{\"access_token\":{\"auth_time\":{\"essential\":true},"
                        + "\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}");
        assertThat(claims(byFactors
                        .challenge(Problem.of(401, "Sign in again."))
                        .getHeaders()
                        .get(HttpHeaders.WWW_AUTHENTICATE)
                        .getLast()
                        .toString()))
                .contains("\"amr\":{\"essential\":true,\"values\":[\"mfa\"]}");
    }

    @Test
    void groupsThatATokenHadNoRoomForAreKnownToBeMissing() {
        assertThat(Claims.lacksGroups(token(Map.of("hasgroups", true)))).isTrue();
        assertThat(Claims.lacksGroups(token(Map.of("_claim_names", Map.of("groups", "src1")))))
                .isTrue();
        assertThat(Claims.lacksGroups(token(Map.of("groups", List.of("a"))))).isFalse();
        assertThat(Claims.lacksGroups(token(Map.of("_claim_names", Map.of("roles", "src1")))))
                .isFalse();
    }

    private static String claims(String challenge) {
        String encoded = challenge.replaceFirst(".*claims=\"", "").replace("\"", "");
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    private static JsonWebToken token(Map<String, Object> claims) {
        return new JsonWebToken() {
            @Override
            public String getName() {
                return "somebody";
            }

            @Override
            public Set<String> getClaimNames() {
                return claims.keySet();
            }

            @Override
            @SuppressWarnings("unchecked")
            public <T> T getClaim(String name) {
                return (T) claims.get(name);
            }
        };
    }
}
