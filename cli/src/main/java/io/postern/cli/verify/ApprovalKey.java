package io.postern.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** A public key for approvals: Ed25519, or P-256 where a vault keeps the private half. */
record ApprovalKey(String id, String algorithm, String signature, PublicKey key) {
    static ApprovalKey of(JsonNode jwk) {
        String id = FactReader.text(jwk, "kid");
        if (jwk.has("d")) {
            throw new IllegalArgumentException("key " + id + " is a private one");
        }
        byte[] x = ApprovalKeys.decoded(FactReader.text(jwk, "x"));
        try {
            return switch (FactReader.text(jwk, "kty") + " " + FactReader.text(jwk, "crv")) {
                case "OKP Ed25519" -> new ApprovalKey(id, "EdDSA", "Ed25519", ed25519(x));
                case "EC P-256" ->
                    new ApprovalKey(
                            id,
                            "ES256",
                            "SHA256withECDSAinP1363Format",
                            p256(x, ApprovalKeys.decoded(FactReader.text(jwk, "y"))));
                default -> throw new IllegalArgumentException("key " + id + " is of another kind");
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("key " + id + " is none", e);
        }
    }

    private static PublicKey ed25519(byte[] x) throws GeneralSecurityException {
        byte[] prefix = NoteVerifierKey.x509Prefix();
        byte[] x509 =
                ByteBuffer.allocate(prefix.length + x.length).put(prefix).put(x).array();
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
    }

    private static PublicKey p256(byte[] x, byte[] y) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    }

    boolean verifies(byte[] signed, byte[] bytes) {
        try {
            Signature check = Signature.getInstance(signature);
            check.initVerify(key);
            check.update(signed);
            return check.verify(bytes);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }
}
