package io.postern.audit.app;

import io.postern.audit.domain.Checkpoint;
import io.postern.audit.domain.NoteVerifier;
import io.postern.audit.domain.TilePath;
import java.nio.charset.StandardCharsets;

/**
 * Copies the published log to write-once storage, bundle by bundle as they become full, each with the tiles that it completes
 * and a signature over it. To die anywhere loses nothing: the mark moves on last, and to keep the same bytes again is to keep them.
 */
public final class ArchiveLog {
    private static final String MARK = "archived";

    private final LogFiles files;
    private final LogArchive archive;
    private final NoteVerifier verifier;

    public ArchiveLog(LogFiles files, LogArchive archive, NoteVerifier verifier) {
        this.files = files;
        this.archive = archive;
        this.verifier = verifier;
    }

    /** Throws {@link LogRefused} when the archive knows of leaves beyond the published ones: an older state was restored. */
    public void requireNothingNewer() {
        long full = published() / TilePath.WIDTH;
        if (archive.holds(TilePath.ofEntries(full, TilePath.WIDTH))) {
            throw new LogRefused("the archive holds leaves beyond the " + full * TilePath.WIDTH
                    + " that fill bundles here: an" + " older state was restored; see docs/operations/audit.md");
        }
    }

    /** Archives the next full bundle; whether there was one. */
    public boolean step() {
        long next = archived();
        if (next >= published() / TilePath.WIDTH) {
            return false;
        }
        copy(TilePath.ofEntries(next, TilePath.WIDTH));
        long covered = next + 1;
        copy(TilePath.ofTile(0, next, TilePath.WIDTH));
        for (int level = 1; covered % TilePath.WIDTH == 0; level++) {
            covered /= TilePath.WIDTH;
            copy(TilePath.ofTile(level, covered - 1, TilePath.WIDTH));
        }
        if ((next + 1) * TilePath.WIDTH % TilePath.LISTED == 0) {
            copy(TilePath.ofCheckpoints((next + 1) * TilePath.WIDTH / TilePath.LISTED - 1));
        }
        files.checkpoint()
                .ifPresent(note -> archive.keep("signed/" + size(note), note.getBytes(StandardCharsets.UTF_8)));
        files.replace(MARK, String.valueOf(next + 1));
        return true;
    }

    /** How many bundles are archived. */
    public long archived() {
        return files.read(MARK)
                .map(bytes -> Long.parseLong(new String(bytes, StandardCharsets.UTF_8)))
                .orElse(0L);
    }

    private long published() {
        return files.checkpoint().map(this::size).orElse(0L);
    }

    private long size(String note) {
        return Checkpoint.open(note, verifier)
                .map(Checkpoint::size)
                .orElseThrow(() -> new LogRefused("the published checkpoint is not signed with this key"));
    }

    private void copy(String path) {
        archive.keep(
                path, files.read(path).orElseThrow(() -> new IllegalStateException(path + " is not published yet")));
    }
}
