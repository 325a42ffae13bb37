package io.postern.approval.adapter.jws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/** The private key of this service: Ed25519 or EC P-256, with the id that the enforcer pins it by. */
public record SigningKey(String id, String algorithm, PrivateKey privateKey) {

    /** Reads a JWK file. What is wrong with it is told in one sentence, without its content. */
    public static SigningKey read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("The signing key file " + file + " cannot be read: put a private JWK"
                    + " (Ed25519 or P-256) there, or set POSTERN_APPROVAL_SIGNING_KEY_FILE.");
        }
        return of(file, text);
    }

    private static SigningKey of(Path file, String text) {
        try {
            PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(text);
            String algorithm = algorithm(jwk);
            if (jwk.getPrivateKey() != null && jwk.getKeyId() != null && !algorithm.isEmpty()) {
                return new SigningKey(jwk.getKeyId(), algorithm, jwk.getPrivateKey());
            }
        } catch (JoseException e) {
            throw unfit(file); // the cause could quote the key
        }
        throw unfit(file);
    }

    private static String algorithm(PublicJsonWebKey jwk) {
        return switch (jwk) {
            case OctetKeyPairJsonWebKey okp when "Ed25519".equals(okp.getSubtype()) -> AlgorithmIdentifiers.EDDSA;
            case EllipticCurveJsonWebKey ec
            when "P-256".equals(ec.getCurveName()) -> AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
            default -> "";
        };
    }

    private static IllegalStateException unfit(Path file) {
        return new IllegalStateException(
                "The signing key file " + file + " is no private JWK of Ed25519 or P-256 with a kid.");
    }

    @Override
    public String toString() {
        return algorithm + " key " + id;
    }
}
