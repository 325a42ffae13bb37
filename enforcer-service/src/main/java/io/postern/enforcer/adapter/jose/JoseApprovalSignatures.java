package io.postern.enforcer.adapter.jose;

import io.postern.contracts.codec.ApprovalDigest;
import io.postern.contracts.event.Approved;
import io.postern.enforcer.app.ApprovalSignatures;
import io.postern.jws.CompactJws;
import io.postern.jws.KeyAlgorithm;
import io.postern.jws.Members;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.jwk.JsonWebKey;

/**
 * Verifies the compact JWS of an approval. Nothing in the JWS may say which key to use but a kid that is pinned here, and
 * its claims are exactly those that approval-service writes: one missing, one too many or one of another type is a forgery.
 */
public final class JoseApprovalSignatures implements ApprovalSignatures {
    private static final String TYPE = "postern-approval+jwt";
    private static final int LONGEST = 4096;
    private static final Set<String> CLAIMS = Set.of("iss", "aud", "sub", "jti", "iat", "exp", "digest");
    private static final Pattern JTI = Pattern.compile("[0-9A-Za-z_-]{1,64}");

    private final PinnedKeys keys;
    private final String instance;
    private final Duration skew;

    /** @param skew how far approval-service's clock may be ahead of ours */
    public JoseApprovalSignatures(PinnedKeys keys, String instance, Duration skew) {
        this.keys = keys;
        this.instance = instance;
        this.skew = skew;
    }

    @Override
    public boolean ready() {
        return !keys.all().isEmpty();
    }

    @Override
    public Verdict verify(Approved approved, Instant now) {
        if (!ready()) {
            // A failure of ours: the approval must wait, not be turned away
            throw new IllegalStateException("no key to verify approvals with");
        }
        Optional<CompactJws> jws = CompactJws.of(approved.jws(), TYPE, LONGEST);
        if (jws.isEmpty()) {
            return forged("not a JWS of an approval");
        }
        Optional<JsonWebKey> key = pinned(jws.get());
        if (key.isEmpty()) {
            return forged("its header names no key of ours");
        }
        if (!jws.get().isSignedBy(key.get())) {
            return forged("the signature does not fit");
        }
        return verify(approved, new Members(jws.get().payload()), now);
    }

    private Optional<JsonWebKey> pinned(CompactJws jws) {
        return keys.all().stream()
                .filter(key ->
                        jws.kid().equals(key.getKeyId()) && KeyAlgorithm.of(key).equals(jws.algorithm()))
                .findFirst();
    }

    private Verdict verify(Approved approved, Members claims, Instant now) {
        String jti = claims.text("jti");
        if (!claims.areExactly(CLAIMS)
                || !claims.isTime("iat")
                || !claims.isTime("exp")
                || !JTI.matcher(jti).matches()) {
            return forged("its claims are not those of an approval");
        }
        if (!claims.text("iss").equals("postern-approval/" + instance)
                || !claims.text("aud").equals("postern-enforcer/" + instance)
                || !claims.text("sub").equals(approved.requestId().value())) {
            return forged("it was signed for another place or request");
        }
        if (!claims.text("digest").equals(ApprovalDigest.of(approved))) {
            return forged("it was signed over other terms");
        }
        Instant exp = claims.time("exp");
        if (claims.time("iat").isAfter(now.plus(skew))
                || claims.time("iat").isAfter(exp)
                || !exp.equals(approved.notAfter().truncatedTo(ChronoUnit.SECONDS))) {
            return forged("its times do not fit");
        }
        return exp.isAfter(now) ? new Verdict.Genuine(jti, claims.time("iat").minus(skew)) : new Verdict.Late(jti);
    }

    private static Verdict forged(String because) {
        return new Verdict.Forged(because);
    }
}
