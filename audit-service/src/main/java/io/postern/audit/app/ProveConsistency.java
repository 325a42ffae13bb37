package io.postern.audit.app;

import io.postern.audit.domain.Checkpoint;
import io.postern.audit.domain.Hash;
import io.postern.audit.domain.NoteVerifier;
import io.postern.audit.domain.TiledTree;
import java.util.List;
import java.util.OptionalLong;

/** Shows that the log continues what it was at an earlier size, from the published tiles. */
public final class ProveConsistency {
    private final LogFiles files;
    private final LogTiles tiles;
    private final NoteVerifier verifier;

    /** What leads from the root over {@code first} leaves to the one over {@code second} (RFC 6962 §2.1.2). */
    public record ConsistencyProof(long first, long second, List<Hash> hashes) {
        public ConsistencyProof {
            hashes = List.copyOf(hashes);
        }
    }

    public ProveConsistency(LogFiles files, NoteVerifier verifier) {
        this.files = files;
        this.tiles = new LogTiles(files);
        this.verifier = verifier;
    }

    /** Between these sizes, the second being the newest published unless said; an argument out of range is named. */
    public ConsistencyProof of(long first, OptionalLong second) {
        long newest = files.checkpoint()
                .flatMap(note -> Checkpoint.open(note, verifier))
                .map(Checkpoint::size)
                .orElse(0L);
        long to = second.orElse(newest);
        if (first < 1 || to < first || to > newest) {
            throw new IllegalArgumentException("sizes grow from 1 to that of the newest checkpoint, " + newest
                    + ": not from " + first + " to " + to);
        }
        return new ConsistencyProof(first, to, new TiledTree(tiles, to).consistency(first));
    }
}
