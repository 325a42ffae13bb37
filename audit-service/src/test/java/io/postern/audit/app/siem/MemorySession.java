package io.postern.audit.app.siem;

import io.postern.audit.app.TrailEntry;
import io.postern.audit.domain.Checkpoint;
import io.postern.audit.domain.Hash;
import io.postern.audit.domain.siem.Recorded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A signed trail in memory, and the cursor. */
final class MemorySession implements SiemSession {
    static final Telling TELLING = new Telling(
            entry -> new Recorded(
                    entry.index(),
                    Hash.ofLeaf(entry.leaf()),
                    "id-" + entry.index(),
                    entry.type(),
                    entry.time(),
                    Optional.empty()),
            requests -> List.of());

    final List<TrailEntry> leaves = new ArrayList<>();
    final List<Covering> notes = new ArrayList<>();
    long next;
    int advances = Integer.MAX_VALUE;

    MemorySession signed(int size, String root) {
        while (leaves.size() < size) {
            byte[] leaf = ("leaf " + leaves.size()).getBytes(StandardCharsets.UTF_8);
            leaves.add(new TrailEntry(
                    leaves.size(), "type", "subject", Instant.ofEpochSecond(1_800_000_000), leaf, Optional.empty()));
        }
        notes.add(new Covering(size, note(size, root)));
        return this;
    }

    static String note(int size, String root) {
        return checkpoint(size, root).text() + "\n— postern.example/test sig\n";
    }

    /** @param root for brevity anything, of which the hash is taken */
    static Checkpoint checkpoint(int size, String root) {
        return new Checkpoint("postern.example/test", size, Hash.ofLeaf(root.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Optional<Covering> newest() {
        return notes.isEmpty() ? Optional.empty() : Optional.of(notes.getLast());
    }

    @Override
    public List<TrailEntry> leaves(long from, int limit) {
        return leaves.subList((int) from, (int) from + limit);
    }

    @Override
    public long next() {
        return next;
    }

    @Override
    public void advance(long told) {
        if (advances-- <= 0) {
            throw new SiemUnavailable("gone");
        }
        next = told;
    }

    @Override
    public Optional<String> noteOver(long size) {
        return notes.stream()
                .filter(note -> note.size() == size)
                .map(Covering::note)
                .findFirst();
    }

    @Override
    public void close() {}
}
