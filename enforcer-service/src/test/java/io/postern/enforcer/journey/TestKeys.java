package io.postern.enforcer.journey;

import io.postern.contracts.codec.ApprovalDigest;
import io.postern.contracts.event.Approved;
import io.postern.contracts.id.EventId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs as approval-service does, with keys of the test's own. */
public final class TestKeys {
    private TestKeys() {}

    public static PublicJsonWebKey generate(String kid) {
        try {
            PublicJsonWebKey key = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            key.setKeyId(kid);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Path publicSet(Path dir, PublicJsonWebKey... keys) throws IOException {
        return Files.writeString(
                dir.resolve("keys.json"), new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY));
    }

    static Map<String, String> in(Path dir) throws IOException {
        PublicJsonWebKey key = generate("test-1");
        return Map.of(
                "postern.enforcer.approval-keys-file",
                publicSet(dir, key).toString(),
                "test.signing-key",
                key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
    }

    /** The same approval, signed; {@code change} may spoil the claims before. */
    public static Approved signed(Approved terms, PublicJsonWebKey key, Consumer<JwtClaims> change) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("postern-approval/demo");
        claims.setAudience("postern-enforcer/demo");
        claims.setSubject(terms.requestId().value());
        claims.setJwtId(EventId.next().value());
        claims.setIssuedAt(NumericDate.fromSeconds(terms.requestId().madeAt().getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(terms.notAfter().getEpochSecond()));
        claims.setStringClaim("digest", ApprovalDigest.of(terms));
        change.accept(claims);
        return with(terms, compact(claims.toJson(), key, jws -> {}));
    }

    /** Any payload, with the header that belongs to the key unless {@code change} spoils it. */
    public static String compact(String payload, PublicJsonWebKey key, Consumer<JsonWebSignature> change) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(payload);
        jws.setKey(key.getPrivateKey());
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setHeader("typ", "postern-approval+jwt");
        jws.setAlgorithmHeaderValue(key instanceof OctetKeyPairJsonWebKey ? "EdDSA" : "ES256");
        change.accept(jws);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Approved with(Approved terms, String jws) {
        return terms.signed(jws);
    }
}
