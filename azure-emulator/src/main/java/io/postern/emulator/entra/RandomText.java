package io.postern.emulator.entra;

import java.security.SecureRandom;
import java.util.Base64;

/** Texts that nobody guesses. */
final class RandomText {
    // No vowels and nothing that looks like something else: it is read and typed by people.
    private static final String READABLE = "BCDFGHJKLMNPQRSTVWXZ";
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    /** 256 bits that need no encoding in a URL. */
    static String next() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Nine letters for a person to type. */
    static String readable() {
        StringBuilder text = new StringBuilder();
        RANDOM.ints(9, 0, READABLE.length()).forEach(i -> text.append(READABLE.charAt(i)));
        return text.toString();
    }
}
