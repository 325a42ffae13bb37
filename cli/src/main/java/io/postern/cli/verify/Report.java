package io.postern.cli.verify;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a check of a trail found. A broken trail was tampered with or damaged; a remark is true and signed, and still worth
 * a look. A closed grant is one whose closing the trail records.
 */
public record Report(
        String origin,
        long entries,
        String root,
        Optional<Place> broken,
        List<String> remarks,
        Set<String> closedGrants) {
    public Report {
        remarks = List.copyOf(remarks);
        closedGrants = Set.copyOf(closedGrants);
    }

    /** Where the trail is broken, and how. */
    public record Place(String where, String what) {}

    public boolean holds() {
        return broken.isEmpty();
    }
}
