package io.postern.cli.verify;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An RFC 6962 tree that grows at its right edge: it keeps one hash for each full subtree, at the subtree's height. */
final class Merkle {
    private static final int HIGHEST = 63;

    private final @Nullable byte[][] full;
    private final Hasher hasher;
    private long size;

    Merkle() {
        this(new byte[HIGHEST][], 0);
    }

    private Merkle(@Nullable byte[][] full, long size) {
        this.full = full;
        this.size = size;
        this.hasher = new Hasher();
    }

    /** The same tree, to grow another way. */
    Merkle copy() {
        return new Merkle(Arrays.copyOf(full, HIGHEST), size);
    }

    long size() {
        return size;
    }

    /** Adds a full subtree of that height; a leaf has the height 0. */
    void add(byte[] root, int height) {
        byte[] hash = root;
        int level = height;
        for (; (size >> level & 1) == 1; level++) {
            hash = hasher.node(at(level), hash);
        }
        full[level] = hash;
        size += 1L << height;
    }

    byte[] root() {
        byte[] root = null;
        for (int level = 0; level < HIGHEST; level++) {
            if ((size >> level & 1) == 1) {
                root = root == null ? at(level) : hasher.node(at(level), root);
            }
        }
        return root == null ? hasher.plain(new byte[0]) : root;
    }

    private byte[] at(int level) {
        byte[] hash = full[level];
        if (hash == null) {
            throw new IllegalStateException("no subtree of height " + level);
        }
        return hash;
    }
}
