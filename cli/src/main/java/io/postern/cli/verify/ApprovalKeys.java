package io.postern.cli.verify;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The public keys that approvals may be signed with, and what such a signature has to say. */
final class ApprovalKeys {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String TYPE = "postern-approval+jwt";
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");
    private static final Set<String> CLAIMS = Set.of("iss", "aud", "sub", "jti", "iat", "exp", "digest");

    private final Map<String, ApprovalKey> byId = new HashMap<>();

    private ApprovalKeys() {}

    /** Reads a JWK set with public keys. */
    static ApprovalKeys parse(byte[] jwkSet) {
        ApprovalKeys keys = new ApprovalKeys();
        try {
            for (JsonNode jwk : FactReader.array(JSON.readTree(jwkSet), "keys")) {
                ApprovalKey key = ApprovalKey.of(jwk);
                if (keys.byId.put(key.id(), key) != null) {
                    throw new IllegalArgumentException("two keys have the id " + key.id());
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new Unreadable(
                    "the approval keys are no JWK set of public keys (Ed25519 or P-256, each with a kid)"
                            + (e instanceof IllegalArgumentException ? ": " + e.getMessage() : ""),
                    e);
        }
        if (keys.byId.isEmpty()) {
            throw new Unreadable("the approval keys are none: no key is in the set");
        }
        return keys;
    }

    /** Why this is no proof that these terms were approved; empty when it is one. */
    Optional<String> flaw(String jws, String request, Instant at, Instant notAfter) {
        String[] parts = jws.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.of("is not signed");
        }
        try {
            JsonNode header = JSON.readTree(decoded(parts[0]));
            JsonNode claims = JSON.readTree(decoded(parts[1]));
            if (!names(header).equals(HEADER) || !header.path("typ").asText().equals(TYPE)) {
                return Optional.of("has a signature of another form");
            }
            ApprovalKey key = byId.get(header.path("kid").asText());
            if (key == null || !key.algorithm().equals(header.path("alg").asText())) {
                return Optional.of("is signed by a key that was not given: "
                        + header.path("kid").asText());
            }
            byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
            if (!key.verifies(signed, decoded(parts[2]))) {
                return Optional.of("has a signature that does not fit");
            }
            return claimed(claims, request, at, notAfter);
        } catch (IOException | IllegalArgumentException notAJws) {
            return Optional.of("has a signature that cannot be read");
        }
    }

    private static Optional<String> claimed(JsonNode claims, String request, Instant at, Instant notAfter) {
        String issuer = claims.path("iss").asText();
        long issued = claims.path("iat").asLong();
        long end = claims.path("exp").asLong();
        if (!names(claims).equals(CLAIMS)
                || !issuer.startsWith("postern-approval/")
                || !claims.path("aud").asText().equals(issuer.replace("postern-approval/", "postern-enforcer/"))
                || claims.path("digest").asText().length() != 43
                || claims.path("jti").asText().isEmpty()) {
            return Optional.of("has a signature that claims other things than an approval");
        }
        if (!claims.path("sub").asText().equals(request)) {
            return Optional.of("was signed for another request");
        }
        if (Math.abs(issued - at.getEpochSecond()) > Fact.SKEW.toSeconds()) {
            return Optional.of("was signed at another time");
        }
        return issued <= end && end == notAfter.getEpochSecond()
                ? Optional.empty()
                : Optional.of("was signed for another end");
    }

    /** The id of a signature that has no flaw; each is good for one approval. */
    static String id(String jws) {
        try {
            return JSON.readTree(decoded(jws.split("\\.", -1)[1])).path("jti").asText();
        } catch (IOException e) {
            throw new IllegalArgumentException("an approval's signature cannot be read", e);
        }
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new HashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    static byte[] decoded(String part) {
        byte[] bytes = Base64.getUrlDecoder().decode(part);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
            throw new IllegalArgumentException("not the spelling that an encoder makes");
        }
        return bytes;
    }
}
