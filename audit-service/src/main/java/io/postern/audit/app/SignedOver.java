package io.postern.audit.app;

import java.util.List;
import java.util.Map;

/** Says which checkpoint was the first to cover each leaf. */
@FunctionalInterface
public interface SignedOver {
    /** The sizes of those checkpoints by the indexes of the leaves; a leaf that none covers yet is not there. */
    Map<Long, Long> leaves(List<Long> indexes);
}
