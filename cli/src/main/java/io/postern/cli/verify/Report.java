package io.postern.cli.verify;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a check of a trail found. A broken trail was tampered with or damaged; a remark is true and signed, and still worth
 * a look. A closed grant is one whose closing the trail records, an open one was opened and has no closing there.
 *
 * @param checkpoints how many signed checkpoints besides the newest one were checked
 */
public record Report(
        String origin,
        long entries,
        String root,
        long checkpoints,
        Optional<Place> broken,
        List<String> remarks,
        Set<String> closedGrants,
        Set<String> openGrants) {
    public Report {
        remarks = List.copyOf(remarks);
        closedGrants = Set.copyOf(closedGrants);
        openGrants = Set.copyOf(openGrants);
    }

    /**
     * Where the trail is broken, and how.
     *
     * @param notes signed notes that contradict each other, when it is a split view
     */
    public record Place(String where, String what, List<String> notes) {}

    public boolean holds() {
        return broken.isEmpty();
    }
}
