package io.postern.cli.verify;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Builds the tree again from the entries, holds the log's tiles of every level against it and gives the root at each size
 * that somebody was promised one of. Which of two is false, an entry or a tile, only the signed root can say, at the end.
 */
final class TreeWalk {
    private final Tiles tiles;
    private final Checkpoint checkpoint;
    private final Iterator<Promise> held;
    private final Merkle tree = new Merkle();
    private final Hasher hasher = new Hasher();

    /** Hashes of each level above the entries that are not yet a full tile. */
    private final List<ByteArrayOutputStream> edge = new ArrayList<>();

    private Optional<Promise> due;
    private Optional<Broken> contradiction = Optional.empty();
    private Optional<Doubt> doubt = Optional.empty();

    /** Where entries and a tile differ, and what is false there: the one or the other. */
    private record Doubt(Broken entry, Broken tile) {}

    /** @param held in the order of their sizes */
    TreeWalk(Tiles tiles, Checkpoint checkpoint, Iterator<Promise> held) throws Broken {
        this.tiles = tiles;
        this.checkpoint = checkpoint;
        this.held = held;
        this.due = next();
        compareHeld(new byte[0]);
    }

    void add(Part part) throws Broken {
        if (part.cut().isPresent()) {
            Broken cut = part.cut().get();
            throw part.otherwise() < 0 ? cut : new Broken("entry " + (part.first() + part.otherwise()), OTHER_HASH);
        }
        part.tileFault().ifPresent(fault -> doubt(fault, fault));
        if (part.otherwise() >= 0) {
            long index = part.first() + part.otherwise();
            doubt(
                    new Broken("entry " + index, OTHER_HASH),
                    new Broken(
                            "tile/0/" + Tiles.path(index / Tiles.WIDTH),
                            "its hash " + part.otherwise() + " is not that of entry " + index));
        }
        compareHeld(part.hashes());
        if (part.root().isPresent()) {
            tree.add(part.root().get(), 8);
            grow(1, part.root().get());
        } else {
            for (int i = 0; i < part.count(); i++) {
                tree.add(part.hash(i), 0);
            }
        }
    }

    private static final String OTHER_HASH = "not what was recorded: its hash is another than the log holds";

    /** Answers for every checkpoint that ends within these next leaves. */
    private void compareHeld(byte[] hashes) throws Broken {
        long after = tree.size() + hashes.length / Hasher.BYTES;
        Merkle grown = tree.copy();
        while (due.isPresent() && due.get().size() <= after) {
            Promise promised = due.get();
            while (grown.size() < promised.size()) {
                int at = (int) (grown.size() - tree.size()) * Hasher.BYTES;
                grown.add(Arrays.copyOfRange(hashes, at, at + Hasher.BYTES), 0);
            }
            if (contradiction.isEmpty() && !promised.hasRoot(grown.root())) {
                contradiction = Optional.of(SplitView.of(promised.checkpoint(), checkpoint));
            }
            due = next();
        }
    }

    private Optional<Promise> next() {
        return held.hasNext() ? Optional.of(held.next()) : Optional.empty();
    }

    private void grow(int level, byte[] hash) {
        while (edge.size() <= level) {
            edge.add(new ByteArrayOutputStream());
        }
        ByteArrayOutputStream hashes = edge.get(level);
        hashes.writeBytes(hash);
        if (hashes.size() == Tiles.WIDTH * Hasher.BYTES) {
            byte[] whole = hashes.toByteArray();
            hashes.reset();
            long number = (tree.size() >> 8 * (level + 1)) - 1;
            compare(level, number, whole);
            grow(level + 1, hasher.perfect(whole));
        }
    }

    private void compare(int level, long number, byte[] hashes) {
        try {
            byte[] stored =
                    tiles.hashes(level, number, hashes.length / Hasher.BYTES).bytes();
            int other = PartReader.firstDifference(hashes, stored);
            if (other >= 0) {
                long covered = 1L << 8 * level;
                long first = (number * Tiles.WIDTH + other) * covered;
                String name = "tile/" + level + "/" + Tiles.path(number);
                String range = first + " to " + (first + covered - 1);
                doubt(
                        new Broken(
                                "entry " + first,
                                "one of the entries " + range + " is not what was recorded: " + name
                                        + " holds another hash of them all"),
                        new Broken(name, "its hash " + other + " is not that of the entries " + range));
            }
        } catch (Broken fault) {
            doubt(fault, fault);
        }
    }

    private void doubt(Broken entry, Broken tile) {
        if (doubt.isEmpty()) {
            doubt = Optional.of(new Doubt(entry, tile));
        }
    }

    /** All entries were added: the tree is the signed one, or it is said where it is not. */
    void finish() throws Broken {
        for (int level = 1; level < edge.size(); level++) {
            byte[] rest = edge.get(level).toByteArray();
            if (rest.length > 0) {
                compare(level, tree.size() >> 8 * (level + 1), rest);
            }
        }
        if (!checkpoint.hasRoot(tree.root())) {
            throw doubt.map(Doubt::entry)
                    .orElseGet(() -> new Broken(checkpoint.place(), "the entries do not add up to its root"));
        }
        if (doubt.isPresent()) {
            throw doubt.get().tile();
        }
        if (contradiction.isPresent()) {
            throw contradiction.get();
        }
    }
}
