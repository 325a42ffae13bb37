package io.postern.jws;

import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;

/** The one algorithm that a key signs with: Postern knows two, each for one kind of key. */
public final class KeyAlgorithm {
    private KeyAlgorithm() {}

    /** Empty for a key that is for none of them. */
    public static String of(JsonWebKey key) {
        return switch (key) {
            case OctetKeyPairJsonWebKey okp when "Ed25519".equals(okp.getSubtype()) -> AlgorithmIdentifiers.EDDSA;
            case EllipticCurveJsonWebKey ec
            when "P-256".equals(ec.getCurveName()) -> AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
            default -> "";
        };
    }
}
