package io.postern.emulator.entra;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Proof that who redeems a code is who asked for it (RFC 7636), by SHA-256 alone. */
final class Pkce {
    private Pkce() {}

    /** The challenge of an authorization request; public clients cannot do without. */
    static Optional<String> challenge(Map<String, String> parameters, Client client) throws Refused {
        String challenge = parameters.getOrDefault("code_challenge", "");
        if (challenge.isEmpty() && client.confidential()) {
            return Optional.empty();
        }
        if (challenge.isEmpty()) {
            throw Refused.invalid(9002325, "Proof Key for Code Exchange is required for public clients.");
        }
        if (!parameters.getOrDefault("code_challenge_method", "plain").equals("S256")) {
            throw Refused.invalid(501491, "The 'code_challenge_method' must be S256.");
        }
        if (!challenge.matches("[A-Za-z0-9_-]{43}")) {
            throw Refused.invalid(501491, "The 'code_challenge' is not a SHA-256 digest in base64url.");
        }
        return Optional.of(challenge);
    }

    /** Where there was no challenge there must be no verifier: somebody took the challenge away. */
    static void check(Optional<String> challenge, String verifier) throws Refused {
        boolean fits = challenge.isEmpty()
                ? verifier.isEmpty()
                : verifier.matches("[A-Za-z0-9._~-]{43,128}")
                        && MessageDigest.isEqual(bytes(digest(verifier)), bytes(challenge.get()));
        if (!fits) {
            throw Refused.grant(
                    501481,
                    "The Code_Verifier does not match the code_challenge supplied in the authorization request.");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static String digest(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes(verifier));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
