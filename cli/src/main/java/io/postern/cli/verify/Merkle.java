package io.postern.cli.verify;

import java.util.ArrayDeque;
import java.util.Deque;

/** The root of an RFC 6962 tree, computed leaf by leaf: it keeps one hash for each full subtree. */
final class Merkle {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final Deque<byte[]> subtrees = new ArrayDeque<>();
    private long size;

    static byte[] leaf(byte[] entry) {
        return Sha256.of(LEAF, entry);
    }

    void add(byte[] leafHash) {
        subtrees.push(leafHash);
        size++;
        // As many full subtrees join as the new size has trailing zero bits.
        for (int i = 0; i < Long.numberOfTrailingZeros(size); i++) {
            byte[] right = subtrees.pop();
            subtrees.push(Sha256.of(NODE, subtrees.pop(), right));
        }
    }

    byte[] root() {
        if (subtrees.isEmpty()) {
            return Sha256.of();
        }
        Deque<byte[]> rest = new ArrayDeque<>(subtrees);
        byte[] root = rest.pop();
        while (!rest.isEmpty()) {
            root = Sha256.of(NODE, rest.pop(), root);
        }
        return root;
    }
}
