package io.postern.cli.verify;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A bundle of entries as one thread has looked at it by itself.
 *
 * @param hashes the leaf hashes, behind each other
 * @param root the root over them, when the bundle is full
 * @param entries what its entries say; fewer than hashes when one of them cannot be read
 * @param unreadable the first that cannot
 * @param tileFault the log's lowest tile is not there, or not of its length
 * @param otherwise the first entry of which the log's lowest tile holds another hash; -1 when there is none
 * @param cut what keeps the bundle from being taken apart whole
 */
record Part(
        long first,
        String file,
        byte[] hashes,
        Optional<byte[]> root,
        List<Entry> entries,
        Optional<Broken> unreadable,
        Optional<Broken> tileFault,
        int otherwise,
        Optional<Broken> cut) {
    int count() {
        return hashes.length / Hasher.BYTES;
    }

    byte[] hash(int entry) {
        return Arrays.copyOfRange(hashes, entry * Hasher.BYTES, (entry + 1) * Hasher.BYTES);
    }
}
