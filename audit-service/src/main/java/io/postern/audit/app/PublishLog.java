package io.postern.audit.app;

import io.postern.audit.app.SigningSession.StoredLeaf;
import io.postern.audit.domain.Checkpoint;
import io.postern.audit.domain.EntryBundle;
import io.postern.audit.domain.Hash;
import io.postern.audit.domain.LogTree;
import io.postern.audit.domain.NoteKey;
import io.postern.audit.domain.SignedCheckpoint;
import io.postern.audit.domain.Tile;
import io.postern.audit.domain.TilePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Publishes the leaves of a {@link ResumedLog} that came since: sign, remember the signature, write tiles and bundles, and
 * only then the checkpoint that covers them. To die between any two of these loses nothing: the next signer resumes from
 * the remembered signature. After any failure this object is spent.
 */
public final class PublishLog {
    private static final int BATCH = 4 * TilePath.WIDTH;

    private final SigningSession session;
    private final LogFiles files;
    private final NoteKey key;
    private LogTree tree;

    private PublishLog(SigningSession session, LogFiles files, NoteKey key, LogTree tree) {
        this.session = session;
        this.files = files;
        this.key = key;
        this.tree = tree;
    }

    /** Takes the log up where the last signature left it; {@link LogRefused} when that would contradict it. */
    public static PublishLog resume(SigningSession session, LogFiles files, NoteKey key) {
        return new PublishLog(session, files, key, new ResumedLog(session, files, key).tree());
    }

    /** Publishes a batch of new leaves; whether there may be more. */
    public boolean step() {
        long edge = tree.size() - tree.size() % TilePath.WIDTH;
        List<StoredLeaf> leaves = session.leaves(edge, BATCH);
        int known = (int) (tree.size() - edge);
        if (leaves.size() <= known) {
            return false;
        }
        List<Tile> full = new ArrayList<>();
        List<SignedCheckpoint> signed = new ArrayList<>();
        LogTree next = signed(continuing(checked(leaves)), known, full, signed);
        session.remember(signed);
        writeBundles(files, leaves);
        full.forEach(tile -> files.write(tile.path(), tile.bytes()));
        next.partialTiles().forEach(tile -> files.write(tile.path(), tile.bytes()));
        session.requireRight();
        list(files, signed);
        show(session, files, key, signed.getLast());
        full.forEach(tile -> dropPartials(files, tile.level(), tile.index()));
        tree = next;
        return leaves.size() == BATCH;
    }

    /** The first of these are signed already, and go into a bundle again: they must be what was signed. */
    private List<Hash> continuing(List<Hash> hashes) {
        List<Hash> known = tree.newest();
        if (!hashes.subList(0, known.size()).equals(known)) {
            throw new LogRefused(
                    "the recorded leaves before " + tree.size() + " do not have the hashes that were signed");
        }
        return hashes;
    }

    /** The tree with what is new of these, signed each time a tile is full and at the end: never more than 256 leaves on. */
    private LogTree signed(List<Hash> hashes, int known, List<Tile> full, List<SignedCheckpoint> signed) {
        LogTree next = tree;
        for (int from = known; from < hashes.size(); ) {
            int to = Math.min(hashes.size(), (from / TilePath.WIDTH + 1) * TilePath.WIDTH);
            next = next.append(hashes.subList(from, to), full::add);
            signed.add(SignedCheckpoint.of(new Checkpoint(key.name(), next.size(), next.root()), key));
            from = to;
        }
        return next;
    }

    /** Adds checkpoints to the lists that they belong to. */
    private static void list(LogFiles files, List<SignedCheckpoint> signed) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (SignedCheckpoint one : signed) {
            lines.merge(listOf(one.checkpoint().size()), one.listed().line(), String::concat);
        }
        lines.forEach(files::append);
    }

    /** Publishes a checkpoint; one who stood still while others went on does not take them back. */
    static void show(SigningSession session, LogFiles files, NoteKey key, SignedCheckpoint signed) {
        session.requireRight();
        long shown = files.checkpoint()
                .flatMap(note -> Checkpoint.open(note, key.verifier()))
                .map(Checkpoint::size)
                .orElse(0L);
        if (shown > signed.checkpoint().size()) {
            throw new IllegalStateException("another signer has published a checkpoint over " + shown + " leaves");
        }
        files.writeCheckpoint(signed.note());
    }

    static String listOf(long size) {
        return TilePath.ofCheckpoints((size - 1) / TilePath.LISTED);
    }

    /**
     * Once a tile is full and covered by a checkpoint its shorter versions are only ballast, but a lot of it: together a
     * hundred times the size of the full one. C2SP tlog-tiles has readers of an older checkpoint turn to the full tile.
     */
    static void dropPartials(LogFiles files, int level, long index) {
        files.deletePartials(TilePath.ofTile(level, index, TilePath.WIDTH));
        if (level == 0) {
            files.deletePartials(TilePath.ofEntries(index, TilePath.WIDTH));
        }
    }

    /** The hashes of leaves that are about to be published, so that none is that is not what was recorded. */
    private static List<Hash> checked(List<StoredLeaf> leaves) {
        for (StoredLeaf leaf : leaves) {
            if (!Hash.ofLeaf(leaf.bytes()).equals(leaf.hash())) {
                throw new LogRefused("leaf " + leaf.index() + " does not have the hash that was recorded with it");
            }
        }
        return leaves.stream().map(StoredLeaf::hash).toList();
    }

    /** Publishes leaves again that begin at the edge of a bundle. */
    static void rewriteBundles(LogFiles files, List<StoredLeaf> leaves) {
        checked(leaves);
        writeBundles(files, leaves);
    }

    private static void writeBundles(LogFiles files, List<StoredLeaf> leaves) {
        for (int start = 0; start < leaves.size(); start += TilePath.WIDTH) {
            List<StoredLeaf> part = leaves.subList(start, Math.min(start + TilePath.WIDTH, leaves.size()));
            EntryBundle bundle = new EntryBundle(
                    part.getFirst().index() / TilePath.WIDTH,
                    part.stream().map(StoredLeaf::bytes).toList());
            files.write(bundle.path(), bundle.bytes());
        }
    }
}
