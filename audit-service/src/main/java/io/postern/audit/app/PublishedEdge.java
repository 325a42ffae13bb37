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
            requireRecorded(checkpoint.size());
            return Optional.of(tree);
        } catch (TiledTree.Incomplete gap) {
            return Optional.empty();
        }
    }

    private boolean isWhole(long size) {
        long covered = size;
        for (int level = 0; covered >= TilePath.WIDTH; level++) {
            covered /= TilePath.WIDTH;
            for (long index = 0; index < covered; index++) {
                if (!files.exists(TilePath.ofTile(level, index, TilePath.WIDTH))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A database that lost or changed its newest leaves is not gone on with. */
    private void requireRecorded(long size) {
        if (size == 0) {
            return;
        }
        long first = (size - 1) / TilePath.WIDTH * TilePath.WIDTH;
        int width = (int) (size - first);
        List<Hash> published = tiles.tile(0, first / TilePath.WIDTH, width)
                .map(bytes -> Tile.hashes(bytes, width))
                .orElse(List.of());
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
