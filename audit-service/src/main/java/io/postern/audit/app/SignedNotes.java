package io.postern.audit.app;

import io.postern.audit.domain.ListedNote;
import java.util.List;

/** Every note that was ever signed. */
@FunctionalInterface
public interface SignedNotes {
    /** Those over more leaves than {@code size}, in order, as many as asked for at most. */
    List<ListedNote> after(long size, int limit);
}
