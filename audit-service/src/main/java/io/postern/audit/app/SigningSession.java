package io.postern.audit.app;

import io.postern.audit.domain.Hash;
import io.postern.audit.domain.ListedNote;
import io.postern.audit.domain.SignedCheckpoint;
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

    /** Every note over more leaves than {@code after} and at most {@code to} of them, in order. */
    List<ListedNote> signed(long after, long to);

    /** Remembers signatures before anybody sees them: all of them or none. */
    void remember(List<SignedCheckpoint> signed);

    /** Nothing as long as the right is held; another may have taken it from one that stood still for too long. */
    void requireRight();

    @Override
    void close();
}
