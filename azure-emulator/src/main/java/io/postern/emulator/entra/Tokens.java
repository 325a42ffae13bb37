package io.postern.emulator.entra;

import io.postern.emulator.world.Caller;
import io.postern.emulator.world.Person;
import io.postern.emulator.world.Principal;
import io.postern.emulator.world.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/**
 * Access tokens as Entra makes them, version 2.0: issued here, and verified for ARM. Unlike Azure's, this ARM accepts tokens made
 * for Postern too: az asks for tokens of one audience only, whatever it calls, and just-in-time access answers at ARM's address.
 */
public final class Tokens {
    /** How long a token holds. */
    public static final Duration LIFE = Duration.ofHours(1);

    private final SigningKey key;
    private final Seed seed;
    private final String issuer;

    public Tokens(SigningKey key, Seed seed, String issuer) {
        this.key = key;
        this.seed = seed;
        this.issuer = issuer;
    }

    public String issuer() {
        return issuer;
    }

    public String forPerson(Person person, Audience audience, Instant now) {
        return forPerson(person, audience, AskedClaims.NONE, now);
    }

    /** The token of a person who did what was asked beyond a password. */
    String forPerson(Person person, Audience audience, AskedClaims asked, Instant now) {
        JwtClaims claims = claims(person.oid(), audience, now);
        claims.setStringClaim("name", person.displayName());
        claims.setStringClaim("preferred_username", person.name() + "@" + seed.domain());
        claims.setStringClaim("appid", "postern-cli");
        claims.setStringListClaim("groups", person.groups());
        claims.setStringListClaim("amr", asked.methods());
        if (!asked.acrs().isEmpty()) {
            claims.setStringListClaim("acrs", asked.acrs());
        }
        addRoles(claims, audience, person.roles());
        return sign(claims);
    }

    public String forPrincipal(Principal principal, Audience audience, Instant now) {
        JwtClaims claims = claims(principal.oid(), audience, now);
        claims.setStringClaim("appid", principal.clientId());
        claims.setStringClaim("azp", principal.clientId());
        claims.setStringClaim("idtyp", "app");
        addRoles(claims, audience, principal.roles());
        return sign(claims);
    }

    private JwtClaims claims(String oid, Audience audience, Instant now) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(audience.uri());
        claims.setStringClaim("tid", seed.tenant());
        claims.setStringClaim("oid", oid);
        claims.setSubject(oid);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setNotBefore(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFE).getEpochSecond()));
        claims.setStringClaim("ver", "2.0");
        claims.setGeneratedJwtId();
        return claims;
    }

    private static void addRoles(JwtClaims claims, Audience audience, List<String> roles) {
        // App roles belong to the application that defines them: Azure's tokens carry none of ours.
        if (audience == Audience.POSTERN && !roles.isEmpty()) {
            claims.setStringListClaim("roles", roles);
        }
    }

    private String sign(JwtClaims claims) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setKey(key.jwk().getPrivateKey());
        jws.setKeyIdHeaderValue(key.jwk().getKeyId());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        jws.setHeader("typ", "JWT");
        try {
            return jws.getCompactSerialization();
        } catch (JoseException broken) {
            throw new IllegalStateException("the signing key does not sign", broken);
        }
    }

    /** The caller that a token names. */
    public Caller verify(String token, Instant now) throws TokenRefused {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setVerificationKey(key.jwk().getPublicKey())
                    .setJwsAlgorithmConstraints(
                            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
                    .setExpectedIssuer(issuer)
                    .setExpectedAudience(Audience.AZURE.uri(), Audience.AZURE_CLASSIC.uri(), Audience.POSTERN.uri())
                    .setRequireExpirationTime()
                    .setRequireNotBefore()
                    .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                    .build()
                    .processToClaims(token);
            String oid = claims.getStringClaimValue("oid");
            String name = claims.hasClaim("preferred_username")
                    ? claims.getStringClaimValue("preferred_username").replaceFirst("@.*", "")
                    : claims.getStringClaimValue("appid");
            return new Caller(name, oid, new HashSet<>(seed.groupsOf(oid)));
        } catch (InvalidJwtException refused) {
            throw TokenRefused.because(refused);
        } catch (MalformedClaimException malformed) {
            throw new TokenRefused("InvalidAuthenticationToken", "The access token is invalid.");
        }
    }

    /** A token that ARM does not accept, with ARM's code and sentence. */
    public static final class TokenRefused extends Exception {
        private static final long serialVersionUID = 1L;
        private final String code;

        TokenRefused(String code, String message) {
            super(message);
            this.code = code;
        }

        public String code() {
            return code;
        }

        private static TokenRefused because(InvalidJwtException refused) {
            if (refused.hasErrorCode(ErrorCodes.EXPIRED)) {
                return new TokenRefused(
                        "ExpiredAuthenticationToken", "The access token expiry UTC time is in the past.");
            }
            if (refused.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)) {
                return new TokenRefused(
                        "InvalidAuthenticationTokenAudience",
                        "The access token has been obtained for wrong audience or resource. It should exactly match with"
                                + " one of the allowed audiences 'https://management.core.windows.net/',"
                                + "'https://management.azure.com/'.");
            }
            return new TokenRefused("InvalidAuthenticationToken", "The access token is invalid.");
        }
    }
}
