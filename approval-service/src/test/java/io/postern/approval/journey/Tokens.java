package io.postern.approval.journey;

import io.postern.approval.Bot;
import io.postern.contracts.id.PersonId;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Access tokens as Entra would issue them. */
final class Tokens {
    private Tokens() {}

    static String of(PersonId person, String... groups) {
        return signed(claims(person, groups));
    }

    /** Of somebody who has just signed in with a second factor. */
    static String strong(PersonId person, String... groups) {
        JwtClaims claims = claims(person, groups);
        claims.setStringListClaim("amr", List.of("pwd", "mfa"));
        claims.setClaim("auth_time", NumericDate.now().getValue());
        return signed(claims);
    }

    static String forAnotherAudience(PersonId person, String... groups) {
        JwtClaims claims = claims(person, groups);
        claims.setAudience("https://management.azure.com");
        return signed(claims);
    }

    static String expired(PersonId person, String... groups) {
        JwtClaims claims = claims(person, groups);
        claims.setExpirationTimeMinutesInTheFuture(-10);
        return signed(claims);
    }

    static String withRole(PersonId person, String role) {
        JwtClaims claims = claims(person);
        claims.setStringListClaim("roles", List.of(role));
        return signed(claims);
    }

    static String withoutPerson() {
        JwtClaims claims = claims(new PersonId("t", "o"));
        claims.unsetClaim("oid");
        return signed(claims);
    }

    /** Of an application that acts on its own. */
    static String ofAnApplication(PersonId principal, String... groups) {
        JwtClaims claims = claims(principal, groups);
        claims.setStringClaim("idtyp", "app");
        return signed(claims);
    }

    /** Of somebody who is in so many groups that a token has no room for them. */
    static String withoutRoomForGroups(PersonId person) {
        JwtClaims claims = claims(person);
        claims.unsetClaim("groups");
        claims.setClaim("_claim_names", Map.of("groups", "src1"));
        return signed(claims);
    }

    private static JwtClaims claims(PersonId person, String... groups) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(setting("test.issuer"));
        claims.setAudience("api://postern");
        claims.setSubject(person.oid());
        claims.setStringClaim("tid", person.tenant());
        claims.setStringClaim("oid", person.oid());
        claims.setStringClaim("name", "Somebody");
        claims.setStringListClaim("groups", List.of(groups));
        claims.setIssuedAt(NumericDate.now());
        claims.setExpirationTimeMinutesInTheFuture(60);
        return claims;
    }

    private static String signed(JwtClaims claims) {
        try {
            PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(setting("test.token-key"));
            JsonWebSignature jws = new JsonWebSignature();
            jws.setPayload(claims.toJson());
            jws.setKey(key.getPrivateKey());
            jws.setKeyIdHeaderValue(key.getKeyId());
            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A bot that is registered with the service. */
    static Bot bot(String name) {
        try {
            return new Bot(name, "test", PublicJsonWebKey.Factory.newPublicJwk(setting("test.bot." + name)));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
