package io.postern.cli.verify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The hashes of an RFC 6962 tree; not for use by two threads at once. */
final class Hasher {
    static final int BYTES = 32;

    private final MessageDigest sha256 = sha256();

    byte[] leaf(byte[] bytes, int from, int length) {
        sha256.update((byte) 0);
        sha256.update(bytes, from, length);
        return sha256.digest();
    }

    byte[] node(byte[] left, byte[] right) {
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }

    byte[] plain(byte[] bytes) {
        return sha256.digest(bytes);
    }

    /** The root over a power of two of hashes that lie behind each other. */
    byte[] perfect(byte[] hashes) {
        byte[] level = hashes.clone();
        for (int count = level.length / BYTES; count > 1; count /= 2) {
            for (int i = 0; i < count; i += 2) {
                sha256.update((byte) 1);
                sha256.update(level, i * BYTES, 2 * BYTES);
                System.arraycopy(sha256.digest(), 0, level, i / 2 * BYTES, BYTES);
            }
        }
        return Arrays.copyOf(level, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
