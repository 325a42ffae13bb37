package io.postern.audit.app;

import io.postern.audit.domain.Hash;
import io.postern.audit.domain.ListedNote;
import io.postern.audit.domain.SignedCheckpoint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of the trail in memory. */
public final class MemoryRows implements SigningSession {
    final List<byte[]> leaves = new ArrayList<>();
    final List<Hash> hashes = new ArrayList<>();
    int read;
    boolean lost;
    public final List<ListedNote> signed = new ArrayList<>();

    public MemoryRows with(int count) {
        while (leaves.size() < count) {
            leaves.add(("{\"leaf\":" + leaves.size() + "}").getBytes(StandardCharsets.UTF_8));
            hashes.add(Hash.ofLeaf(leaves.getLast()));
        }
        return this;
    }

    @Override
    public List<Hash> hashes(long from, int limit) {
        return leaves(from, limit).stream().map(StoredLeaf::hash).toList();
    }

    @Override
    public List<StoredLeaf> leaves(long from, int limit) {
        List<StoredLeaf> found = new ArrayList<>();
        for (int i = (int) from; i < leaves.size() && found.size() < limit; i++) {
            found.add(new StoredLeaf(i, leaves.get(i), hashes.get(i)));
        }
        read += found.size();
        return found;
    }

    @Override
    public Optional<String> lastNote() {
        return signed.isEmpty()
                ? Optional.empty()
                : Optional.of(signed.getLast().note());
    }

    @Override
    public List<ListedNote> signed(long after, long to) {
        return signed.stream()
                .filter(note -> note.size() > after && note.size() <= to)
                .toList();
    }

    @Override
    public void remember(List<SignedCheckpoint> more) {
        more.forEach(one -> signed.add(one.listed()));
    }

    @Override
    public void requireRight() {
        if (lost) {
            throw new IllegalStateException("the right to sign is lost");
        }
    }

    @Override
    public void close() {}
}
