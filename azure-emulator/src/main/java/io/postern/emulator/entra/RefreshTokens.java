package io.postern.emulator.entra;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One refresh token for each sign-in: each use gives the next one, and a second use of one ends the sign-in. */
final class RefreshTokens {
    /** Without use for so long, one ends. */
    static final Duration LIFE = Duration.ofHours(24);

    private static final int MOST = 10_000;

    private final Kept<Current> sessions = new Kept<>(MOST, LIFE);

    private record Current(SignIn signIn, String secret) {}

    /** A sign-in with its next refresh token. */
    record Renewed(SignIn signIn, String next) {}

    synchronized String issue(SignIn signIn, Instant now) {
        String secret = RandomText.next();
        sessions.put(signIn.session(), new Current(signIn, secret), now);
        return signIn.session() + "." + secret;
    }

    /** Uses a token up; nothing happens to it where the person must first confirm what is asked for. */
    synchronized Renewed use(String token, Client client, AskedClaims asked, Instant now) throws Refused {
        String[] parts = token.split("\\.", 2);
        Optional<Current> found = sessions.get(parts[0], now);
        if (parts.length < 2
                || found.isEmpty()
                || !found.get().signIn().client().id().equals(client.id())) {
            throw Refused.grant(70000, "The provided refresh token is invalid, expired or revoked.");
        }
        Current current = found.get();
        if (!same(parts[1], current.secret())) {
            revoke(parts[0], now);
            throw Refused.grant(50173, "The refresh token was used before and has been revoked. Sign in again.");
        }
        if (!asked.coveredBy(current.signIn().done())) {
            throw new Refused(
                    400, "interaction_required", 50076, "You must confirm with a second factor. Sign in again.");
        }
        return new Renewed(current.signIn(), issue(current.signIn(), now));
    }

    synchronized void revoke(String session, Instant now) {
        sessions.take(session, now);
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
