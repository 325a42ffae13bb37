package io.postern.messaging;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The fixed division of subjects among relays: one relay at a time publishes a shard. */
final class Shard {
    static final int COUNT = 16;

    private Shard() {}

    /** The same on every machine and in every version, because rows outlive both. */
    static short of(String subject) {
        CRC32 crc = new CRC32();
        crc.update(subject.getBytes(StandardCharsets.UTF_8));
        return (short) (crc.getValue() % COUNT);
    }
}
