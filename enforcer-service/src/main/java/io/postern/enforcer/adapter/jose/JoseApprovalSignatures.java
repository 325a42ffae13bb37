package io.postern.enforcer.adapter.jose;

import io.postern.contracts.codec.ApprovalDigest;
import io.postern.contracts.event.Approved;
import io.postern.enforcer.app.ApprovalSignatures;
import java.security.Key;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/** Verifies the compact JWS of an approval. Nothing in the JWS may say which key to use but a kid that is pinned here. */
public final class JoseApprovalSignatures implements ApprovalSignatures {
    private static final String[] ALGORITHMS = {
        AlgorithmIdentifiers.EDDSA, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256
    };
    private static final List<String> KEYS_BY_HEADER = List.of("jku", "jwk", "x5u", "x5c", "crit", "b64");

    private final PinnedKeys keys;
    private final String instance;

    public JoseApprovalSignatures(PinnedKeys keys, String instance) {
        this.keys = keys;
        this.instance = instance;
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
        try {
            JsonWebSignature jws = (JsonWebSignature) JsonWebSignature.fromCompactSerialization(approved.jws());
            Optional<Key> key = pinned(jws);
            return key.isPresent() ? verify(approved, key.get(), now) : forged("its header names no key of ours");
        } catch (JoseException | ClassCastException e) {
            return forged("not a JWS");
        } catch (InvalidJwtException e) {
            return forged("signature or claims do not fit");
        } catch (MalformedClaimException e) {
            return forged("claims of the wrong type");
        }
    }

    private Optional<Key> pinned(JsonWebSignature jws) {
        if (KEYS_BY_HEADER.stream().anyMatch(name -> jws.getHeaders().getObjectHeaderValue(name) != null)) {
            return Optional.empty();
        }
        String kid = jws.getKeyIdHeaderValue();
        return kid == null
                ? Optional.empty()
                : keys.all().stream()
                        .filter(key -> kid.equals(key.getKeyId()) && fits(key, jws.getAlgorithmHeaderValue()))
                        .map(JsonWebKey::getKey)
                        .findFirst();
    }

    private static boolean fits(JsonWebKey key, String algorithm) {
        return switch (key) {
            case OctetKeyPairJsonWebKey okp ->
                algorithm.equals(AlgorithmIdentifiers.EDDSA) && "Ed25519".equals(okp.getSubtype());
            case EllipticCurveJsonWebKey ec ->
                algorithm.equals(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                        && "P-256".equals(ec.getCurveName());
            default -> false;
        };
    }

    private Verdict verify(Approved approved, Key key, Instant now)
            throws InvalidJwtException, MalformedClaimException {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHMS))
                .setVerificationKey(key)
                .setExpectedIssuer("postern-approval/" + instance)
                .setExpectedAudience("postern-enforcer/" + instance)
                .setExpectedSubject(approved.requestId().value())
                .setRequireExpirationTime()
                .setRequireJwtId()
                .setEvaluationTime(NumericDate.fromSeconds(now.getEpochSecond()))
                .build();
        JwtClaims claims;
        boolean late = false;
        try {
            claims = consumer.processToClaims(approved.jws());
        } catch (InvalidJwtException e) {
            // NB. the signature is looked at first: with nothing wrong but its time it was genuine
            if (!e.hasExpired() || e.getErrorDetails().size() > 1) {
                throw e;
            }
            claims = e.getJwtContext().getJwtClaims();
            late = true;
        }
        if (!ApprovalDigest.of(approved).equals(claims.getStringClaimValue("digest"))) {
            return forged("it was signed over other terms");
        }
        return late ? new Verdict.Late(claims.getJwtId()) : new Verdict.Genuine(claims.getJwtId());
    }

    private static Verdict forged(String because) {
        return new Verdict.Forged(because);
    }
}
