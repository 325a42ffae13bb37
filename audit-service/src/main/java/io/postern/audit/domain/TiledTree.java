package io.postern.audit.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Merkle tree (RFC 6962) of a given size over published tiles: whatever is asked of it takes a few tiles of each level. It
 * believes the tiles, so that who asks compares what comes of it with a signed root.
 */
public final class TiledTree {
    /** A tile is missing of those that the tree consists of. */
    public static final class Incomplete extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String tile;

        Incomplete(int level, long index) {
            super("a tile is missing or too short");
            this.tile = TilePath.ofTile(level, index, TilePath.WIDTH);
        }

        /** Its path. */
        public String tile() {
            return tile;
        }
    }

    private static final int LEVELS_A_TILE = 8;

    private record Place(int level, long index) {}

    private final TileReader tiles;
    private final long size;
    private final Map<Place, byte[]> read = new HashMap<>();
    private final Map<Long, Hash> edge;

    public TiledTree(TileReader tiles, long size) {
        this(tiles, size, new HashMap<>());
    }

    /**
     * @param edge hashes of the right edge by where they begin, some tens: to be kept, and safe to be used by several at once,
     *     where much is asked of one size, because nearly every answer needs one of them and each takes hundreds of others
     */
    public TiledTree(TileReader tiles, long size, Map<Long, Hash> edge) {
        this.tiles = tiles;
        this.size = size;
        this.edge = edge;
    }

    public Hash root() {
        return size == 0 ? Hash.empty() : hash(0, size);
    }

    /** The path from a leaf to the root, nearest first: PATH(m, D[n]). */
    public List<Hash> inclusion(long leaf) {
        if (leaf < 0 || leaf >= size) {
            throw new IllegalArgumentException("leaf " + leaf + " is not among " + size);
        }
        List<Hash> path = new ArrayList<>();
        inclusion(leaf, 0, size, path);
        return path;
    }

    private void inclusion(long leaf, long from, long to, List<Hash> path) {
        if (to - from == 1) {
            return;
        }
        long split = from + split(to - from);
        if (leaf < split) {
            inclusion(leaf, from, split, path);
            path.add(hash(split, to));
        } else {
            inclusion(leaf, split, to, path);
            path.add(hash(from, split));
        }
    }

    /** What shows that this tree continues the one over its first {@code earlier} leaves: PROOF(m, D[n]). */
    public List<Hash> consistency(long earlier) {
        if (earlier < 1 || earlier > size) {
            throw new IllegalArgumentException("a tree of " + size + " continues none of " + earlier);
        }
        List<Hash> proof = new ArrayList<>();
        consistency(earlier, 0, size, true, proof);
        return proof;
    }

    private void consistency(long earlier, long from, long to, boolean known, List<Hash> proof) {
        if (earlier == to) {
            if (!known) {
                proof.add(hash(from, to));
            }
            return;
        }
        long split = from + split(to - from);
        if (earlier <= split) {
            consistency(earlier, from, split, known, proof);
            proof.add(hash(split, to));
        } else {
            consistency(earlier, split, to, false, proof);
            proof.add(hash(from, split));
        }
    }

    /** The largest power of two below this number. */
    private static long split(long count) {
        return Long.highestOneBit(count - 1);
    }

    /** The hash over these leaves, of which the first is where a perfect subtree that holds them all begins. */
    private Hash hash(long from, long to) {
        long count = to - from;
        if (Long.bitCount(count) == 1) {
            int height = Long.numberOfTrailingZeros(count);
            return perfect(height, from >> height);
        }
        long split = from + split(count);
        Hash known = to == size ? edge.get(from) : null;
        if (known != null) {
            return known;
        }
        Hash hash = Hash.ofNode(hash(from, split), hash(split, to));
        if (to == size) {
            edge.put(from, hash);
        }
        return hash;
    }

    private Hash perfect(int height, long index) {
        int level = height / LEVELS_A_TILE;
        int below = height % LEVELS_A_TILE;
        long first = index << below;
        byte[] tile = read.computeIfAbsent(new Place(level, first / TilePath.WIDTH), this::tile);
        return perfect(tile, (int) (first % TilePath.WIDTH), 1 << below);
    }

    private static Hash perfect(byte[] tile, int from, int count) {
        if (count == 1) {
            return Hash.of(Arrays.copyOfRange(tile, from * Hash.BYTES, (from + 1) * Hash.BYTES));
        }
        return Hash.ofNode(perfect(tile, from, count / 2), perfect(tile, from + count / 2, count / 2));
    }

    private byte[] tile(Place place) {
        long covered = size >> place.level() * LEVELS_A_TILE;
        int width = (int) Math.min(TilePath.WIDTH, covered - place.index() * TilePath.WIDTH);
        return tiles.tile(place.level(), place.index(), width)
                .filter(bytes -> bytes.length >= width * Hash.BYTES)
                .orElseThrow(() -> new Incomplete(place.level(), place.index()));
    }
}
