package io.postern.audit.app;

import io.postern.audit.domain.Checkpoint;
import io.postern.audit.domain.Hash;
import java.util.List;
import java.util.Optional;

/** The right to sign, which one instance at a time holds, with the rows that the signer works on. */
public interface SigningSession extends AutoCloseable {
    /** A leaf as it was recorded. */
    record StoredLeaf(long index, byte[] bytes, Hash hash) {}

    /** Hashes of the leaves from this index on, in order and without a gap. */
    List<Hash> hashes(long from, int limit);

    /** Leaves from this index on, in order and without a gap. */
    List<StoredLeaf> leaves(long from, int limit);

    /** The note that was signed last. */
    Optional<String> lastNote();

    /** Remembers a signature before anybody sees it. */
    void remember(Checkpoint checkpoint, String note);

    @Override
    void close();
}
