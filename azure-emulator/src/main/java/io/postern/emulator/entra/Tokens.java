package io.postern.emulator.entra;

import io.postern.emulator.world.Caller;
import io.postern.emulator.world.Directory;
import io.postern.emulator.world.Person;
import io.postern.emulator.world.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** More groups than this make no token larger: it says where to ask for them instead. */
    private static final int MOST_GROUPS = 200;

    private final SigningKey key;
    private final Directory directory;
    private final String issuer;

    public Tokens(SigningKey key, Directory directory, String issuer) {
        this.key = key;
        this.directory = directory;
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
        // The person signed in for this very token.
        return sign(forPerson(person, audience, asked, now, now));
    }

    /** The access token of a person who signed in to an application, perhaps a while ago. */
    String forSignIn(Person person, SignIn signIn, Instant now) {
        JwtClaims claims = forPerson(person, signIn.scopes().audience(), signIn.done(), signIn.at(), now);
        claims.setStringClaim("appid", signIn.client().id());
        claims.setStringClaim("azp", signIn.client().id());
        claims.setStringClaim("sid", signIn.session());
        return sign(claims);
    }

    /** What tells an application who signed in to it. */
    String idToken(Person person, SignIn signIn, Instant now) {
        JwtClaims claims = claims(person.oid(), signIn.client().id(), now);
        addPerson(claims, person);
        claims.setClaim("auth_time", signIn.at().getEpochSecond());
        claims.setStringListClaim("amr", signIn.done().methods());
        claims.setStringClaim("sid", signIn.session());
        signIn.nonce().ifPresent(nonce -> claims.setStringClaim("nonce", nonce));
        return sign(claims);
    }

    private JwtClaims forPerson(Person person, Audience audience, AskedClaims done, Instant signedIn, Instant now) {
        JwtClaims claims = claims(person.oid(), audience.uri(), now);
        addPerson(claims, person);
        claims.setStringClaim("appid", "postern-cli");
        addGroups(claims, person);
        claims.setClaim("auth_time", signedIn.getEpochSecond());
        claims.setStringListClaim("amr", done.methods());
        if (!done.acrs().isEmpty()) {
            claims.setStringListClaim("acrs", done.acrs());
        }
        addRoles(claims, audience == Audience.POSTERN ? person.roles() : List.of());
        return claims;
    }

    private void addPerson(JwtClaims claims, Person person) {
        claims.setStringClaim("name", person.displayName());
        claims.setStringClaim(
                "preferred_username", person.name() + "@" + directory.seed().domain());
    }

    private void addGroups(JwtClaims claims, Person person) {
        if (person.overage() || person.groups().size() > MOST_GROUPS) {
            String where = Audience.GRAPH.uri() + "/v1.0/users/" + person.oid() + "/getMemberObjects";
            claims.setClaim("_claim_names", Map.of("groups", "src1"));
            claims.setClaim("_claim_sources", Map.of("src1", Map.of("endpoint", where)));
        } else {
            claims.setStringListClaim("groups", person.groups());
        }
    }

    public String forPrincipal(Principal principal, Audience audience, Instant now) {
        JwtClaims claims = claims(principal.oid(), audience.uri(), now);
        claims.setStringClaim("appid", principal.clientId());
        claims.setStringClaim("azp", principal.clientId());
        claims.setStringClaim("idtyp", "app");
        // App roles belong to the application that defines them: Azure's tokens carry none.
        addRoles(
                claims,
                switch (audience) {
                    case POSTERN -> principal.roles();
                    case GRAPH -> principal.graphRoles();
                    case AZURE, AZURE_CLASSIC -> List.of();
                });
        return sign(claims);
    }

    private JwtClaims claims(String oid, String audience, Instant now) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(audience);
        claims.setStringClaim("tid", directory.seed().tenant());
        claims.setStringClaim("oid", oid);
        claims.setSubject(oid);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setNotBefore(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFE).getEpochSecond()));
        claims.setStringClaim("ver", "2.0");
        claims.setGeneratedJwtId();
        return claims;
    }

    private static void addRoles(JwtClaims claims, List<String> roles) {
        if (!roles.isEmpty()) {
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

    /** The caller of ARM that a token names. */
    public Caller verify(String token, Instant now) throws TokenRefused {
        try {
            JwtClaims claims = claims(token, now, Audience.AZURE, Audience.AZURE_CLASSIC, Audience.POSTERN);
            String oid = claims.getStringClaimValue("oid");
            return new Caller(name(claims), oid, Set.copyOf(directory.members().groupsOf(oid)));
        } catch (MalformedClaimException malformed) {
            throw new TokenRefused("InvalidAuthenticationToken", "The access token is invalid.");
        }
    }

    /** Who calls Microsoft Graph, and what they were permitted there. */
    public record GraphCaller(String name, Set<String> roles) {
        public GraphCaller {
            roles = Set.copyOf(roles);
        }
    }

    /** The caller of Microsoft Graph that a token names. */
    public GraphCaller verifyForGraph(String token, Instant now) throws TokenRefused {
        try {
            JwtClaims claims = claims(token, now, Audience.GRAPH);
            List<String> roles = claims.hasClaim("roles") ? claims.getStringListClaimValue("roles") : List.of();
            return new GraphCaller(name(claims), Set.copyOf(roles));
        } catch (MalformedClaimException malformed) {
            throw new TokenRefused("InvalidAuthenticationToken", "The access token is invalid.");
        }
    }

    private JwtClaims claims(String token, Instant now, Audience... audiences) throws TokenRefused {
        try {
            return new JwtConsumerBuilder()
                    .setVerificationKey(key.jwk().getPublicKey())
                    .setJwsAlgorithmConstraints(
                            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
                    .setExpectedIssuer(issuer)
                    .setExpectedAudience(
                            Arrays.stream(audiences).map(Audience::uri).toArray(String[]::new))
                    .setRequireExpirationTime()
                    .setRequireNotBefore()
                    .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                    .build()
                    .processToClaims(token);
        } catch (InvalidJwtException refused) {
            throw TokenRefused.because(refused);
        }
    }

    /** The sign-in that an id_token of ours came from, also when it has expired; empty for anything else. */
    Optional<IdTokenHint> hint(String idToken) {
        return IdTokenHint.of(idToken, key, issuer);
    }

    private static String name(JwtClaims claims) throws MalformedClaimException {
        return claims.hasClaim("preferred_username")
                ? claims.getStringClaimValue("preferred_username").replaceFirst("@.*", "")
                : claims.getStringClaimValue("appid");
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
