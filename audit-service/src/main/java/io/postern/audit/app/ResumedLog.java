package io.postern.audit.app;

import io.postern.audit.app.SigningSession.StoredLeaf;
import io.postern.audit.domain.Checkpoint;
import io.postern.audit.domain.Hash;
import io.postern.audit.domain.ListedNote;
import io.postern.audit.domain.LogTree;
import io.postern.audit.domain.NoteKey;
import io.postern.audit.domain.SignedCheckpoint;
import io.postern.audit.domain.Tile;
import io.postern.audit.domain.TilePath;
import java.util.List;
import java.util.Optional;

/**
 * The tree that was signed last, held against both signatures there are: the one remembered and the one published. Its right
 * edge is read from the published tiles; where these are not all there, it is built again from the recorded hashes. On the
 * way it publishes what is missing.
 */
final class ResumedLog {
    private static final int BATCH = 16 * TilePath.WIDTH;

    private final SigningSession session;
    private final LogFiles files;
    private final NoteKey key;

    ResumedLog(SigningSession session, LogFiles files, NoteKey key) {
        this.session = session;
        this.files = files;
        this.key = key;
    }

    LogTree tree() {
        Optional<String> lastNote = session.lastNote();
        Checkpoint last = opened(lastNote, "remembered");
        Checkpoint published = opened(files.checkpoint(), "published");
        if (published.size() > last.size()) {
            throw new LogRefused("a checkpoint over " + published.size() + " leaves is published, but the database "
                    + "remembers only one over " + last.size());
        }
        Optional<LogTree> edge = new PublishedEdge(files, session).under(published);
        LogTree tree = grown(edge.orElseGet(() -> grown(LogTree.empty(), published)), last);
        tree.partialTiles().forEach(tile -> files.write(tile.path(), tile.bytes()));
        publishBundles(edge.isEmpty() ? 0 : published.size() - PublishedEdge.LOOKED_OVER, last.size());
        session.requireRight();
        listCheckpoints(published.size(), last.size());
        if (published.size() < last.size()) {
            lastNote.ifPresent(note -> PublishLog.show(session, files, key, new SignedCheckpoint(last, note)));
        }
        dropLeftovers(last.size());
        return tree;
    }

    private Checkpoint opened(Optional<String> note, String which) {
        if (note.isEmpty()) {
            return new Checkpoint(key.name(), 0, Hash.empty());
        }
        return Checkpoint.open(note.get(), key.verifier())
                .filter(checkpoint -> checkpoint.origin().equals(key.name()))
                .orElseThrow(() -> new LogRefused("the checkpoint last " + which + " is not signed with this key"));
    }

    /** The tree extended to a checkpoint, which it must then agree with. */
    private LogTree grown(LogTree tree, Checkpoint checkpoint) {
        LogTree grown = tree;
        while (grown.size() < checkpoint.size()) {
            List<Hash> hashes = session.hashes(grown.size(), (int) Math.min(BATCH, checkpoint.size() - grown.size()));
            if (hashes.isEmpty()) {
                throw new LogRefused("a checkpoint over " + checkpoint.size() + " leaves was signed, but only "
                        + grown.size() + " are recorded");
            }
            grown = grown.append(hashes, tile -> files.write(tile.path(), tile.bytes()));
        }
        if (!grown.root().equals(checkpoint.root())) {
            throw new LogRefused(
                    "the recorded leaves do not give the root that was signed over " + checkpoint.size() + " of them");
        }
        return grown;
    }

    /** The bundles that are not there, of leaves that the tiles already hold. */
    private void publishBundles(long from, long size) {
        LogTiles tiles = new LogTiles(files);
        for (long start = Math.max(0, from) / TilePath.WIDTH * TilePath.WIDTH; start < size; start += TilePath.WIDTH) {
            int width = (int) Math.min(TilePath.WIDTH, size - start);
            if (!files.exists(TilePath.ofEntries(start / TilePath.WIDTH, width))) {
                List<StoredLeaf> leaves = session.leaves(start, width);
                List<Hash> hashes = leaves.stream().map(StoredLeaf::hash).toList();
                if (!tiles.tile(0, start / TilePath.WIDTH, width)
                        .map(bytes -> Tile.hashes(bytes, width))
                        .equals(Optional.of(hashes))) {
                    throw new LogRefused(
                            "the recorded leaves from " + start + " on do not have the hashes that were published");
                }
                PublishLog.rewriteBundles(files, leaves);
            }
        }
    }

    /** The lists that are not there, and those that the last signer may not have come to finish. */
    private void listCheckpoints(long published, long size) {
        for (long list = 0; list * TilePath.LISTED < size; list++) {
            long end = (list + 1) * TilePath.LISTED;
            if (end > published || !files.exists(TilePath.ofCheckpoints(list))) {
                StringBuilder lines = new StringBuilder();
                for (ListedNote signed : session.signed(list * TilePath.LISTED, end)) {
                    lines.append(signed.line());
                }
                files.replace(TilePath.ofCheckpoints(list), lines.toString());
            }
        }
    }

    /** What a signer that died after its checkpoint did not come to drop; it left no more than a batch. */
    private void dropLeftovers(long size) {
        long covered = size;
        for (int level = 0; covered >= TilePath.WIDTH; level++) {
            covered /= TilePath.WIDTH;
            long first = Math.max(0, covered - BATCH / TilePath.WIDTH);
            for (long index = first; index < covered; index++) {
                PublishLog.dropPartials(files, level, index);
            }
        }
    }
}
