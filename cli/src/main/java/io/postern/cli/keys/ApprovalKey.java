package io.postern.cli.keys;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Base64;

/** A key that signs approvals, or what a bot says, as a JSON Web Key, and the key set by which it is known. */
public record ApprovalKey(String privateJwk, String publicJwkSet) {
    /** A new Ed25519 key; its id is its RFC 7638 thumbprint. */
    public static ApprovalKey generate() {
        return of(Ed25519.generate());
    }

    static ApprovalKey of(KeyPair pair) {
        String x = base64(Ed25519.publicBytes(pair));
        String members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
        String kid = base64(Digests.sha256(members.getBytes(StandardCharsets.UTF_8)));
        String shown = "\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"use\":\"sig\",\"alg\":\"EdDSA\",\"kid\":\"" + kid
                + "\",\"x\":\"" + x + "\"";
        return new ApprovalKey(
                "{" + shown + ",\"d\":\"" + base64(Ed25519.privateSeed(pair)) + "\"}", "{\"keys\":[{" + shown + "}]}");
    }

    /** The entry of a bot with this key in the file of registered bots, as its only one. */
    public String registration(String bot) {
        return "[{\"name\":\"" + bot + "\"," + publicJwkSet.substring(1) + "]";
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The private half stays out of logs. */
    @Override
    public String toString() {
        return "ApprovalKey[" + publicJwkSet + "]";
    }
}
