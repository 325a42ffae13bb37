package io.postern.audit.domain;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Up to 256 neighbouring hashes of one level of the tree, the unit in which hashes are published. */
public record Tile(int level, long index, List<Hash> hashes) {
    public Tile {
        hashes = List.copyOf(hashes);
    }

    public String path() {
        return TilePath.ofTile(level, index, hashes.size());
    }

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(hashes.size() * Hash.BYTES);
        hashes.forEach(hash -> bytes.writeBytes(hash.bytes()));
        return bytes.toByteArray();
    }

    /** The first hashes of a tile's bytes. */
    public static List<Hash> hashes(byte[] bytes, int width) {
        return IntStream.range(0, width)
                .mapToObj(i -> Hash.of(Arrays.copyOfRange(bytes, i * Hash.BYTES, (i + 1) * Hash.BYTES)))
                .toList();
    }
}
