package io.postern.audit.app.siem;

import io.postern.audit.domain.Checkpoint;
import io.postern.audit.domain.siem.Told;
import java.util.List;
import java.util.Optional;

/** Somebody outside who is told of the trail, and keeps what was told. */
public interface Siem extends AutoCloseable {
    /**
     * What was told last, as far as the other side can be asked: nothing from one that is only written to, and nothing of what
     * others told. {@link io.postern.audit.app.LogRefused} when that cannot be found among what others told.
     */
    Optional<LastTold> last();

    /**
     * Tells of these leaves, in order; when this returns, all of them are kept there. An exception says that some or all may
     * not be: they are told again.
     */
    void tell(List<Told> leaves) throws InterruptedException;

    @Override
    void close();

    /** A leaf that was told, and the checkpoint that covers it, which this log's key has signed: the largest that was told. */
    record LastTold(long index, Checkpoint checkpoint) {}
}
