package io.postern.cli.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Text that nobody guesses, and its digest as RFC 7636 sends it ahead. */
final class RandomText {
    private static final int BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private RandomText() {}

    static String next() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return BASE64.encodeToString(random);
    }

    static String digest(String text) {
        try {
            return BASE64.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
