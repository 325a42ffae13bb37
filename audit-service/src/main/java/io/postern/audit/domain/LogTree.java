package io.postern.audit.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The right edge of a Merkle tree (RFC 6962), cut into tiles: all that is needed to append leaves and to know the root,
 * without the leaves before. Immutable, so that a failed publication leaves nothing behind.
 */
public final class LogTree {
    private final List<List<Hash>> edge;
    private final long size;

    private LogTree(List<List<Hash>> edge, long size) {
        this.edge = edge;
        this.size = size;
    }

    public static LogTree empty() {
        return new LogTree(List.of(), 0);
    }

    /** The tree of this size whose right edge these tiles hold; {@link TiledTree.Incomplete} when they do not. */
    public static LogTree of(long size, TileReader tiles) {
        List<List<Hash>> edge = new ArrayList<>();
        long covered = size;
        for (int level = 0; covered > 0; level++) {
            edge.add(edge(level, covered, tiles));
            covered /= TilePath.WIDTH;
        }
        return new LogTree(edge, size);
    }

    private static List<Hash> edge(int level, long covered, TileReader tiles) {
        int width = (int) (covered % TilePath.WIDTH);
        long index = covered / TilePath.WIDTH;
        if (width == 0) {
            return List.of();
        }
        byte[] bytes = tiles.tile(level, index, width)
                .filter(tile -> tile.length >= width * Hash.BYTES)
                .orElseThrow(() -> new TiledTree.Incomplete(level, index));
        return Tile.hashes(bytes, width);
    }

    /** The number of leaves. */
    public long size() {
        return size;
    }

    /** The hashes of its newest leaves, from where the last full tile ends. */
    public List<Hash> newest() {
        return edge.isEmpty() ? List.of() : List.copyOf(edge.getFirst());
    }

    /** The tree with these leaves after its own; every tile that became full on the way is handed out once. */
    public LogTree append(List<Hash> leaves, Consumer<Tile> full) {
        List<List<Hash>> next = new ArrayList<>();
        edge.forEach(hashes -> next.add(new ArrayList<>(hashes)));
        long count = size;
        for (Hash leaf : leaves) {
            count++;
            add(next, 0, leaf, count, full);
        }
        return new LogTree(next, count);
    }

    private static void add(List<List<Hash>> edge, int level, Hash hash, long covered, Consumer<Tile> full) {
        if (edge.size() == level) {
            edge.add(new ArrayList<>());
        }
        List<Hash> hashes = edge.get(level);
        hashes.add(hash);
        if (hashes.size() == TilePath.WIDTH) {
            long above = covered / TilePath.WIDTH;
            full.accept(new Tile(level, above - 1, hashes));
            Hash parent = perfect(hashes);
            hashes.clear();
            add(edge, level + 1, parent, above, full);
        }
    }

    /** The tiles at the edge that are not full. */
    public List<Tile> partialTiles() {
        List<Tile> tiles = new ArrayList<>();
        long covered = size;
        for (int level = 0; level < edge.size(); level++) {
            if (!edge.get(level).isEmpty()) {
                tiles.add(new Tile(level, covered / TilePath.WIDTH, edge.get(level)));
            }
            covered /= TilePath.WIDTH;
        }
        return tiles;
    }

    /** The Merkle tree hash of all leaves. */
    public Hash root() {
        Hash root = null;
        for (List<Hash> hashes : edge) {
            int end = hashes.size();
            while (end > 0) {
                int width = Integer.lowestOneBit(end);
                Hash left = perfect(hashes.subList(end - width, end));
                root = root == null ? left : Hash.ofNode(left, root);
                end -= width;
            }
        }
        return root == null ? Hash.empty() : root;
    }

    /** The root of a perfect subtree, given the hashes of one of its levels: a power of two of them. */
    private static Hash perfect(List<Hash> hashes) {
        List<Hash> level = hashes;
        while (level.size() > 1) {
            List<Hash> above = new ArrayList<>(level.size() / 2);
            for (int i = 0; i < level.size(); i += 2) {
                above.add(Hash.ofNode(level.get(i), level.get(i + 1)));
            }
            level = above;
        }
        return level.getFirst();
    }
}
