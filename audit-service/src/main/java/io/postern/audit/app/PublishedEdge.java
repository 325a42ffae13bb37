package io.postern.audit.app;

import io.postern.audit.domain.Checkpoint;
import io.postern.audit.domain.Hash;
import io.postern.audit.domain.LogTree;
import io.postern.audit.domain.Tile;
import io.postern.audit.domain.TilePath;
import io.postern.audit.domain.TiledTree;
import java.util.List;
import java.util.Optional;

/** The right edge of the published log, so that to go on takes the same time however long the log is. */
final class PublishedEdge {
    /** A signer that died left no more than its last batch behind; what is older is not looked for at each start. */
    static final long LOOKED_OVER = 16L * TilePath.WIDTH;

    private final LogFiles files;
    private final LogTiles tiles;
    private final SigningSession session;

    PublishedEdge(LogFiles files, SigningSession session) {
        this.files = files;
        this.tiles = new LogTiles(files);
        this.session = session;
    }

    /**
     * The tree that this checkpoint commits to; nothing when a tile is missing or the edge is another's, so that all of it
     * has to be built again.
     */
    Optional<LogTree> under(Checkpoint checkpoint) {
        if (!isWhole(checkpoint.size())) {
            return Optional.empty();
        }
        try {
            LogTree tree = LogTree.of(checkpoint.size(), tiles);
            if (!tree.root().equals(checkpoint.root())) {
                return Optional.empty();
            }
            Optional<List<Hash>> newest = newest(checkpoint.size());
            newest.ifPresent(published -> requireRecorded(published, checkpoint.size()));
            return newest.map(published -> tree);
        } catch (TiledTree.Incomplete gap) {
            return Optional.empty();
        }
    }

    private boolean isWhole(long size) {
        long covered = size;
        for (int level = 0; covered >= TilePath.WIDTH; level++) {
            covered /= TilePath.WIDTH;
            for (long index = Math.max(0, covered - LOOKED_OVER / TilePath.WIDTH); index < covered; index++) {
                if (!files.exists(TilePath.ofTile(level, index, TilePath.WIDTH))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What the last tile of hashes holds of this tree; nothing when it is not there, or cut off. */
    private Optional<List<Hash>> newest(long size) {
        if (size == 0) {
            return Optional.of(List.of());
        }
        int width = (int) (size - first(size));
        return tiles.tile(0, first(size) / TilePath.WIDTH, width)
                .filter(bytes -> bytes.length >= width * Hash.BYTES)
                .map(bytes -> Tile.hashes(bytes, width));
    }

    private static long first(long size) {
        return (size - 1) / TilePath.WIDTH * TilePath.WIDTH;
    }

    /** A database that lost or changed its newest leaves is not gone on with. */
    private void requireRecorded(List<Hash> published, long size) {
        if (size == 0) {
            return;
        }
        long first = first(size);
        int width = published.size();
        List<Hash> recorded = session.hashes(first, width);
        if (recorded.size() < width) {
            throw new LogRefused("a checkpoint over " + size + " leaves was signed, but only "
                    + (recorded.isEmpty() ? "fewer than " + first : first + recorded.size()) + " are recorded");
        }
        if (!recorded.equals(published)) {
            throw new LogRefused(
                    "the recorded leaves from " + first + " on do not have the hashes that were published");
        }
    }
}
