package io.postern.audit.app;

import io.postern.audit.domain.Leaf;

/** Where leaves are added: at the end, each event once. */
@FunctionalInterface
public interface Leaves {
    /** Adds a leaf with the next index, in the current transaction; an event that has a leaf gets no second. */
    void append(Leaf leaf);
}
