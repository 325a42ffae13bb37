package io.postern.audit.app;

import io.postern.audit.domain.Leaf;
import java.util.List;

/** Where leaves are added: at the end, each event once. */
@FunctionalInterface
public interface Leaves {
    /** Adds leaves with the next indexes, in the current transaction; an event that has a leaf gets no second. */
    void append(List<Leaf> leaves);
}
