package io.postern.cli.verify;

import java.util.List;
import java.util.Optional;

/**
 * What a check of a trail found. A broken trail was tampered with or damaged; a remark is true and signed, and still worth
 * a look.
 */
public record Report(String origin, long entries, String root, Optional<Place> broken, List<String> remarks) {
    public Report {
        remarks = List.copyOf(remarks);
    }

    /** Where the trail is broken, and how. */
    public record Place(String where, String what) {}

    public boolean holds() {
        return broken.isEmpty();
    }
}
