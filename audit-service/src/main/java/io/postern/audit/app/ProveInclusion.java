package io.postern.audit.app;

import io.postern.audit.app.LeafPlaces.LeafPlace;
import io.postern.audit.domain.Checkpoint;
import io.postern.audit.domain.Hash;
import io.postern.audit.domain.InclusionProof;
import io.postern.audit.domain.NoteVerifier;
import io.postern.audit.domain.TiledTree;
import io.postern.contracts.id.EventId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Shows that an event is in the log, under the newest published checkpoint and from the published tiles. What is handed out
 * was held against the signed root.
 */
public final class ProveInclusion {
    private final LeafPlaces places;
    private final LogFiles files;
    private final LogTiles tiles;
    private final NoteVerifier verifier;
    /** To open a note and to hash the tree's edge takes longer than all the rest of a proof. */
    private volatile Optional<Newest> newest = Optional.empty();

    /** The newest checkpoint, and what was computed of its tree's edge. */
    private record Newest(String note, Checkpoint checkpoint, Map<Long, Hash> edge) {}

    /** What there is to show. */
    public sealed interface Answer {
        /** The note commits to the root that the proof leads to. */
        record Shown(InclusionProof proof, String note) implements Answer {}

        /** The leaf is younger than every checkpoint. */
        record NotYetSigned(long index) implements Answer {}

        /** No leaf holds such an event. */
        record Unknown() implements Answer {}

        /** The published files or the recorded leaf are not what was signed. */
        record Broken(String why) implements Answer {}
    }

    public ProveInclusion(LeafPlaces places, LogFiles files, NoteVerifier verifier) {
        this.places = places;
        this.files = files;
        this.tiles = new LogTiles(files);
        this.verifier = verifier;
    }

    public Answer of(EventId event) {
        return places.of(event).map(this::proven).orElseGet(Answer.Unknown::new);
    }

    private Answer proven(LeafPlace leaf) {
        Optional<String> note = files.checkpoint();
        if (note.isEmpty()) {
            return new Answer.NotYetSigned(leaf.index());
        }
        Optional<Newest> opened = newest.filter(known -> known.note().equals(note.get()))
                .or(() -> Checkpoint.open(note.get(), verifier)
                        .map(checkpoint -> new Newest(note.get(), checkpoint, new ConcurrentHashMap<>())));
        newest = opened;
        if (opened.isEmpty()) {
            return new Answer.Broken("the published checkpoint is not signed with the log's key");
        }
        Answer answer = proven(leaf, opened.get());
        if (answer instanceof Answer.Broken) {
            // NB. whoever mends the files is believed at once
            newest = Optional.empty();
        }
        return answer;
    }

    private Answer proven(LeafPlace leaf, Newest signed) {
        Checkpoint checkpoint = signed.checkpoint();
        if (leaf.index() >= checkpoint.size()) {
            return new Answer.NotYetSigned(leaf.index());
        }
        try {
            List<Hash> path = new TiledTree(tiles, checkpoint.size(), signed.edge()).inclusion(leaf.index());
            InclusionProof proof = new InclusionProof(leaf.index(), checkpoint.size(), leaf.hash(), path);
            return proof.root().equals(checkpoint.root())
                    ? new Answer.Shown(proof, signed.note())
                    : new Answer.Broken(
                            "the published tiles and the recorded leaf do not give the root that was signed");
        } catch (TiledTree.Incomplete gap) {
            return new Answer.Broken(gap.tile() + " is missing or too short");
        }
    }
}
