package io.postern.audit.domain;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Up to 256 neighbouring leaves as they are published: each behind its length in two bytes. */
public record EntryBundle(long index, List<byte[]> leaves) {
    /** The longest leaf that a bundle can hold. */
    public static final int MAX_LEAF = 0xffff;

    public EntryBundle {
        leaves = List.copyOf(leaves);
    }

    public String path() {
        return TilePath.ofEntries(index, leaves.size());
    }

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] leaf : leaves) {
            if (leaf.length > MAX_LEAF) {
                throw new IllegalStateException("a leaf of " + leaf.length + " bytes should not have been accepted");
            }
            bytes.write(leaf.length >> 8);
            bytes.write(leaf.length);
            bytes.writeBytes(leaf);
        }
        return bytes.toByteArray();
    }
}
