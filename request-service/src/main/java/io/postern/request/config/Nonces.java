package io.postern.request.config;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** Random values of 128 bits, which keep digests over personal data from being guessed. */
final class Nonces implements Supplier<String> {
    private static final int BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String get() {
        byte[] nonce = new byte[BYTES];
        random.nextBytes(nonce);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
    }
}
