package io.postern.audit.domain;

import java.util.List;

/** What leads from a leaf to the root over {@code treeSize} leaves: the hashes beside the way, nearest first (RFC 6962). */
public record InclusionProof(long leafIndex, long treeSize, Hash leafHash, List<Hash> hashes) {
    public InclusionProof {
        hashes = List.copyOf(hashes);
        if (leafIndex < 0 || leafIndex >= treeSize) {
            throw new IllegalArgumentException("leaf " + leafIndex + " is not among " + treeSize);
        }
    }

    /** The root that it leads to (RFC 9162 §2.1.3.2). */
    public Hash root() {
        long place = leafIndex;
        long last = treeSize - 1;
        Hash root = leafHash;
        for (Hash hash : hashes) {
            if (last == 0) {
                throw new IllegalArgumentException("a proof longer than the way to the root");
            }
            if ((place & 1) == 1 || place == last) {
                root = Hash.ofNode(hash, root);
                while ((place & 1) == 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                root = Hash.ofNode(root, hash);
            }
            place >>= 1;
            last >>= 1;
        }
        if (last != 0) {
            throw new IllegalArgumentException("a proof shorter than the way to the root");
        }
        return root;
    }
}
