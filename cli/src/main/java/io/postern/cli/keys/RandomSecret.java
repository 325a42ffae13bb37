package io.postern.cli.keys;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Secrets that nobody chose. */
public final class RandomSecret {
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomSecret() {}

    /** 192 random bits as hexadecimal digits, which need no quoting anywhere. */
    public static String generate() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
