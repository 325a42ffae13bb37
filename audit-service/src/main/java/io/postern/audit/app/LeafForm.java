package io.postern.audit.app;

import io.postern.audit.domain.LeafContent;

/** Gives the bytes of an event the form in which they are hashed and published. */
@FunctionalInterface
public interface LeafForm {
    /** Throws {@link Unrecordable} for an event that has no such form. */
    LeafContent of(byte[] event);
}
