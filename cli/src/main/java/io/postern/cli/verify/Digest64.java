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

    static long at(byte[] digest, int offset) {
        return ByteBuffer.wrap(digest).getLong(offset);
    }
}
