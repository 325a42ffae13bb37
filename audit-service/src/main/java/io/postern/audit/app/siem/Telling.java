package io.postern.audit.app.siem;

import io.postern.audit.app.TrailEntry;
import io.postern.audit.domain.siem.Recorded;
import io.postern.audit.domain.siem.Ties;
import io.postern.audit.domain.siem.Told;
import io.postern.contracts.id.RequestId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts leaves together with what belongs to them. */
public final class Telling {
    private final LeafReading reading;
    private final Background background;

    public Telling(LeafReading reading, Background background) {
        this.reading = reading;
        this.background = background;
    }

    /** The leaves in their order; a checkpoint is given to those that it covers. */
    public List<Told> of(List<TrailEntry> entries, Optional<Covering> checkpoint) {
        List<Recorded> leaves = entries.stream().map(reading::of).toList();
        Map<RequestId, Ties> ties = ties(leaves);
        return leaves.stream()
                .map(leaf -> new Told(
                        leaf,
                        leaf.request().map(ties::get).orElseGet(Ties::none),
                        checkpoint
                                .filter(covering -> covering.covers(leaf.index()))
                                .map(Covering::note)))
                .toList();
    }

    private Map<RequestId, Ties> ties(List<Recorded> leaves) {
        Set<RequestId> requests =
                leaves.stream().flatMap(leaf -> leaf.request().stream()).collect(Collectors.toSet());
        if (requests.isEmpty()) {
            return Map.of();
        }
        Map<RequestId, List<Recorded>> ofEach = background.of(requests).stream()
                .map(reading::of)
                .filter(leaf -> leaf.request().isPresent())
                .collect(Collectors.groupingBy(leaf -> leaf.request().orElseThrow()));
        Map<RequestId, Ties> ties = new HashMap<>();
        requests.forEach(request -> ties.put(request, Ties.among(ofEach.getOrDefault(request, List.of()))));
        return ties;
    }
}
