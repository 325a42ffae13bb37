package io.postern.emulator.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SignInStoresTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Clients CLIENTS = Clients.with(List.of(URI.create(SignIns.PORTAL)));
    private static final Client PORTAL = CLIENTS.find("postern-portal").orElseThrow();
    private static final Client COMMAND_LINE = CLIENTS.find("postern-cli").orElseThrow();
    private static final Scopes SCOPES = new Scopes(Audience.POSTERN, true, true);

    private final RefreshTokens refreshTokens = new RefreshTokens();
    private final AuthorizationCodes codes = new AuthorizationCodes(refreshTokens);
    private final DeviceCodes devices = new DeviceCodes();

    private static SignIn signIn(Client client) {
        return SignIn.now("requester", client, SCOPES, NOW);
    }

    private static void refused(ThrowingCallable call, String error, int number) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.error()).isEqualTo(error);
            assertThat(refused.description()).startsWith("AADSTS" + number + ": ");
        });
    }

    private SignIn redeem(String code, Client client, Instant at) throws Refused {
        return codes.redeem(code, client, SignIns.BACK, "", at);
    }

    @Test
    void aCodeHoldsForAMinute() throws Refused {
        SignIn signIn = signIn(PORTAL);
        String early = codes.issue(signIn, SignIns.BACK, Optional.empty(), NOW);
        String late = codes.issue(signIn, SignIns.BACK, Optional.empty(), NOW);

        assertThat(redeem(early, PORTAL, NOW.plusMillis(59_999))).isEqualTo(signIn);
        refused(() -> redeem(late, PORTAL, NOW.plusSeconds(60)), "invalid_grant", 70008);
    }

    @Test
    void aFailedAttemptSpendsTheCode() {
        String code = codes.issue(signIn(PORTAL), SignIns.BACK, Optional.empty(), NOW);

        refused(() -> redeem(code, COMMAND_LINE, NOW), "invalid_grant", 70000);
        refused(() -> redeem(code, PORTAL, NOW), "invalid_grant", 54005);
    }

    @Test
    void aRefreshTokenHoldsForADaySinceItsLastUse() throws Refused {
        String first = refreshTokens.issue(signIn(PORTAL), NOW);
        Instant used = NOW.plus(RefreshTokens.LIFE).minusMillis(1);
        String next = refreshTokens.use(first, PORTAL, AskedClaims.NONE, used).next();

        assertThat(refreshTokens
                        .use(
                                next,
                                PORTAL,
                                AskedClaims.NONE,
                                used.plus(RefreshTokens.LIFE).minusMillis(1))
                        .signIn()
                        .at())
                .isEqualTo(NOW);
        String unused = refreshTokens.issue(signIn(PORTAL), NOW);
        refused(
                () -> refreshTokens.use(unused, PORTAL, AskedClaims.NONE, NOW.plus(RefreshTokens.LIFE)),
                "invalid_grant",
                70000);
    }

    @Test
    void whatWasConfirmedAtSignInIsNotAskedForAgain() throws Refused {
        AskedClaims factor = new AskedClaims(List.of("c1"), List.of("mfa"));
        String token = refreshTokens.issue(signIn(PORTAL).with(Optional.empty(), factor), NOW);
        AskedClaims less = new AskedClaims(List.of("c1"), List.of("pwd"));
        AskedClaims other = new AskedClaims(List.of("c2"), List.of());

        String next = refreshTokens.use(token, PORTAL, less, NOW).next();

        refused(() -> refreshTokens.use(next, PORTAL, other, NOW), "interaction_required", 50076);
    }

    @Test
    void aDeviceThatAsksTooOftenSlowsDown() throws Refused {
        DeviceCodes.Asked asked = devices.begin(COMMAND_LINE, SCOPES, AskedClaims.NONE, NOW);
        String code = asked.deviceCode();

        refused(() -> devices.redeem(code, COMMAND_LINE, NOW), "authorization_pending", 70016);
        refused(() -> devices.redeem(code, COMMAND_LINE, NOW.plusMillis(999)), "slow_down", 90055);
        refused(() -> devices.redeem(code, COMMAND_LINE, NOW.plusMillis(6_998)), "slow_down", 90055);
        refused(() -> devices.redeem(code, COMMAND_LINE, NOW.plusMillis(18_000)), "authorization_pending", 70016);
    }

    @Test
    void aDevicesCodeEndsAfterAQuarterOfAnHour() {
        DeviceCodes.Asked asked = devices.begin(COMMAND_LINE, SCOPES, AskedClaims.NONE, NOW);
        Instant last = NOW.plus(DeviceCodes.LIFE).minusMillis(1);

        assertThat(devices.typed(asked.userCode(), last)).isPresent();
        assertThat(devices.typed(asked.userCode(), last.plusMillis(1))).isEmpty();
        refused(() -> devices.redeem(asked.deviceCode(), COMMAND_LINE, last.plusMillis(1)), "expired_token", 70020);
    }

    @Test
    void aDevicesCodeIsGoodForItsClientAndOnce() throws Refused {
        DeviceCodes.Asked asked = devices.begin(COMMAND_LINE, SCOPES, AskedClaims.NONE, NOW);
        SignIn signIn = signIn(COMMAND_LINE);
        devices.approve(asked, signIn, NOW);

        refused(() -> devices.redeem(asked.deviceCode(), PORTAL, NOW), "bad_verification_code", 70018);
        assertThat(devices.redeem(asked.deviceCode(), COMMAND_LINE, NOW)).isEqualTo(signIn);
        refused(() -> devices.redeem(asked.deviceCode(), COMMAND_LINE, NOW), "bad_verification_code", 70018);
    }

    @Test
    void whatIsKeptIsBounded() {
        Kept<String> kept = new Kept<>(2, Duration.ofSeconds(10));
        kept.put("a", "1", NOW);
        kept.put("b", "2", NOW);
        kept.put("c", "3", NOW);

        assertThat(kept.get("a", NOW)).isEmpty();
        assertThat(kept.get("c", NOW)).contains("3");
        assertThat(kept.get("c", NOW.plusSeconds(10))).isEmpty();
        kept.put("d", "4", NOW.plusSeconds(10));
        assertThat(kept.size()).isEqualTo(1);
        assertThat(kept.take("d", NOW.plusSeconds(10))).contains("4");
        assertThat(kept.take("d", NOW.plusSeconds(10))).isEmpty();
    }
}
