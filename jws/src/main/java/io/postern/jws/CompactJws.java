package io.postern.jws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.contracts.codec.PosternJson;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * A compact JWS taken apart, nothing of it believed yet. There is one spelling of each: three parts in canonical base64url,
 * and a header with algorithm, key id and type and nothing else, so that no header can bring a key of its own.
 */
public record CompactJws(String text, String algorithm, String kid, JsonNode payload) {
    private static final ObjectMapper JSON = PosternJson.mapper();
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    /** Empty when this is no such JWS of this type, or one of more characters than its reader ever needs. */
    public static Optional<CompactJws> of(String text, String type, int longest) {
        if (text.length() > longest || !FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        String[] parts = text.split("\\.", -1);
        Optional<byte[]> header = decoded(parts[0]);
        Optional<byte[]> payload = decoded(parts[1]);
        if (header.isEmpty() || payload.isEmpty() || decoded(parts[2]).isEmpty()) {
            return Optional.empty();
        }
        try {
            Members members = new Members(JSON.readTree(header.get()));
            if (!members.areExactly(HEADER) || !type.equals(members.text("typ"))) {
                return Optional.empty();
            }
            return Optional.of(
                    new CompactJws(text, members.text("alg"), members.text("kid"), JSON.readTree(payload.get())));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Whether this key, of the algorithm that the header names, made the signature. */
    public boolean isSignedBy(JsonWebKey key) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(ALGORITHMS);
            jws.setCompactSerialization(text);
            jws.setKey(key.getKey());
            return jws.verifySignature();
        } catch (JoseException _) {
            return false;
        }
    }

    /** The decoder lets the unused bits of a last character be anything: only the spelling that an encoder makes is taken. */
    private static Optional<byte[]> decoded(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            boolean canonical = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(part);
            return canonical ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The JWS itself stays out of logs: it may hold what a person wrote, and whoever has it might replay it. */
    @Override
    public String toString() {
        return "JWS by key " + kid;
    }
}
