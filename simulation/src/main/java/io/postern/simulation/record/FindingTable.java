package io.postern.simulation.record;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.Findings;
import io.postern.enforcer.domain.boundary.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Present findings. */
public record FindingTable(Database database) implements Findings {
    @Override
    public List<Finding> replace(BoundaryId boundary, List<Finding> current, Instant now) {
        Set<String> kept =
                current.stream().map(finding -> key(boundary, finding)).collect(Collectors.toSet());
        database.findings.keys().stream()
                .filter(key -> key.startsWith(boundary.key() + " ") && !kept.contains(key))
                .forEach(database.findings::remove);
        return note(boundary, current, now);
    }

    @Override
    public List<Finding> note(BoundaryId boundary, List<Finding> found, Instant now) {
        List<Finding> fresh = new ArrayList<>();
        for (Finding finding : found) {
            String key = key(boundary, finding);
            if (!database.findings.has(key)) {
                database.findings.put(key, new Known(boundary, finding, now));
                fresh.add(finding);
            }
        }
        return fresh;
    }

    @Override
    public List<Known> known() {
        return List.copyOf(database.findings.all());
    }

    private static String key(BoundaryId boundary, Finding finding) {
        return boundary.key() + " " + finding.kind().word() + " " + finding.rule();
    }
}
