package io.postern.cli.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Short digests of names, which stand for them where only equality matters. Not for two threads at once. */
final class Digest64 {
    private final Hasher hasher = new Hasher();

    byte[] whole(byte[] text) {
        return hasher.plain(text);
    }

    long of(String text) {
        return at(whole(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    /** Of a name that is only compared with another at one place: no pair is sought that agrees by chance. */
    static long quick(String text) {
        long digest = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            digest = (digest ^ text.charAt(i)) * 0x100000001b3L;
        }
        return digest == 0 ? 1 : digest;
    }

    static long at(byte[] digest, int offset) {
        return ByteBuffer.wrap(digest).getLong(offset);
    }
}
