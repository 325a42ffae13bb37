package io.postern.emulator.entra;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The codes that a sign-in hands to an application: good once, for a minute, and for who asked for them. */
final class AuthorizationCodes {
    static final Duration LIFE = Duration.ofSeconds(60);
    private static final int MOST = 10_000;
    // Kept beyond their life, so that the refusal says why.
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final Kept<Issued> issued = new Kept<>(MOST, MEMORY);
    private final Kept<String> spent = new Kept<>(MOST, MEMORY);
    private final RefreshTokens refreshTokens;

    private record Issued(SignIn signIn, String redirect, Optional<String> challenge, Instant until) {}

    AuthorizationCodes(RefreshTokens refreshTokens) {
        this.refreshTokens = refreshTokens;
    }

    String issue(SignIn signIn, String redirect, Optional<String> challenge, Instant now) {
        String code = RandomText.next();
        issued.put(code, new Issued(signIn, redirect, challenge, now.plus(LIFE)), now);
        return code;
    }

    /** The sign-in behind a code. Whatever becomes of the attempt, the code is spent. */
    synchronized SignIn redeem(String code, Client client, String redirect, String verifier, Instant now)
            throws Refused {
        Optional<Issued> found = issued.take(code, now);
        if (found.isEmpty()) {
            throw unknownOrSpent(code, now);
        }
        Issued entry = found.get();
        spent.put(code, entry.signIn().session(), now);
        if (!entry.signIn().client().id().equals(client.id())) {
            throw Refused.grant(70000, "The authorization code was issued to another application.");
        }
        if (!now.isBefore(entry.until())) {
            throw Refused.grant(70008, "The provided authorization code has expired. Send a new sign-in request.");
        }
        if (!entry.redirect().equals(redirect)) {
            throw Refused.grant(500112, "The reply address does not match the one provided when requesting the code.");
        }
        Pkce.check(entry.challenge(), verifier);
        return entry.signIn();
    }

    private Refused unknownOrSpent(String code, Instant now) {
        Optional<String> session = spent.get(code, now);
        if (session.isEmpty()) {
            return Refused.grant(70000, "The provided authorization code is invalid.");
        }
        // One of the two who used it stole it, and nobody knows which.
        refreshTokens.revoke(session.get(), now);
        return Refused.grant(54005, "The authorization code was already redeemed. Send a new sign-in request.");
    }
}
