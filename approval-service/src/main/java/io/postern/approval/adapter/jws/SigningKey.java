package io.postern.approval.adapter.jws;

import io.postern.jws.KeyAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** The private key of this service: Ed25519 or EC P-256, with the id that the enforcer pins it by. */
public record SigningKey(String id, String algorithm, PrivateKey privateKey) {

    /** Reads a JWK, or the first of a JWK set. What is wrong with it is told in one sentence, without its content. */
    public static SigningKey read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("The signing key file " + file + " cannot be read: put a private JWK"
                    + " (Ed25519 or P-256) there, or set POSTERN_APPROVAL_SIGNING_KEY_FILE.");
        }
        return of(text).orElseThrow(() -> new IllegalStateException(
                "The signing key file " + file + " is no private JWK of Ed25519 or P-256 with a kid."));
    }

    private static Optional<SigningKey> of(String text) {
        try {
            JsonWebKey first = JsonUtil.parseJson(text).containsKey("keys")
                    ? new JsonWebKeySet(text).getJsonWebKeys().getFirst()
                    : PublicJsonWebKey.Factory.newPublicJwk(text);
            return first instanceof PublicJsonWebKey jwk
                            && jwk.getPrivateKey() != null
                            && jwk.getKeyId() != null
                            && !KeyAlgorithm.of(jwk).isEmpty()
                    ? Optional.of(new SigningKey(jwk.getKeyId(), KeyAlgorithm.of(jwk), jwk.getPrivateKey()))
                    : Optional.empty();
        } catch (JoseException | RuntimeException _) {
            return Optional.empty(); // the cause could quote the key
        }
    }

    @Override
    public String toString() {
        return algorithm + " key " + id;
    }
}
