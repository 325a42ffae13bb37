package io.postern.audit.app;

import io.postern.contracts.id.PersonId;

/** What is kept about people beside the leaves. */
@FunctionalInterface
public interface Personal {
    /**
     * Deletes, in the current transaction, the values and salts of this person and what they are found by; in how many events
     * they were. Throws {@link NoEraser} where the database gives nobody the right to.
     */
    long erase(PersonId person);
}
