package io.postern.cli.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a bundle, hashes its entries, compares them with the log's lowest tile and takes the entries apart. */
final class PartReader {
    private final Tiles tiles;
    private final long size;
    private final ThreadLocal<Hasher> hashers = ThreadLocal.withInitial(Hasher::new);
    private final ThreadLocal<EntryReader> readers;

    PartReader(Tiles tiles, long size, Optional<ApprovalKeys> keys) {
        this.tiles = tiles;
        this.size = size;
        this.readers = ThreadLocal.withInitial(() -> new EntryReader(new FactReader(keys)));
    }

    Part read(long number) throws Broken {
        long first = number * Tiles.WIDTH;
        int wanted = (int) Math.min(Tiles.WIDTH, size - first);
        Tiles.Found file = tiles.bundle(number, wanted);
        Bundle bundle = Bundle.of(file, first, wanted);
        byte[] hashes = hashes(bundle);
        Optional<Broken> tileFault = Optional.empty();
        int otherwise = -1;
        try {
            byte[] stored = tiles.hashes(0, number, wanted).bytes();
            otherwise = firstDifference(hashes, stored);
        } catch (Broken fault) {
            tileFault = Optional.of(fault);
        }
        List<Entry> entries = new ArrayList<>(bundle.count());
        Optional<Broken> unreadable = entries(bundle, first, entries);
        Optional<byte[]> root =
                bundle.count() == Tiles.WIDTH ? Optional.of(hashers.get().perfect(hashes)) : Optional.empty();
        return new Part(first, file.file(), hashes, root, entries, unreadable, tileFault, otherwise, bundle.fault());
    }

    private byte[] hashes(Bundle bundle) {
        Hasher hasher = hashers.get();
        byte[] hashes = new byte[bundle.count() * Hasher.BYTES];
        for (int i = 0; i < bundle.count(); i++) {
            byte[] hash = hasher.leaf(bundle.bytes(), bundle.start(i), bundle.length(i));
            System.arraycopy(hash, 0, hashes, i * Hasher.BYTES, Hasher.BYTES);
        }
        return hashes;
    }

    private Optional<Broken> entries(Bundle bundle, long first, List<Entry> entries) {
        EntryReader reader = readers.get();
        try {
            for (int i = 0; i < bundle.count(); i++) {
                entries.add(reader.read(first + i, bundle.bytes(), bundle.start(i), bundle.length(i)));
            }
            return Optional.empty();
        } catch (Broken broken) {
            return Optional.of(broken);
        }
    }

    static int firstDifference(byte[] ours, byte[] theirs) {
        int common = Math.min(ours.length, theirs.length);
        int at = Arrays.mismatch(ours, 0, common, theirs, 0, common);
        return at < 0 ? -1 : at / Hasher.BYTES;
    }
}
