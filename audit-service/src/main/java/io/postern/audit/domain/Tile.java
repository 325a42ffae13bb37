package io.postern.audit.domain;

import java.io.ByteArrayOutputStream;
import java.util.List;

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
}
