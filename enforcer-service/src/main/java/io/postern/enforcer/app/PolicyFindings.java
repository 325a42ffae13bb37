package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.boundary.Finding;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an operator must know of policies that nobody tells about: ports stay shut that perhaps need not be. */
public final class PolicyFindings {
    private final Questions questions;
    private final PolicySource source;
    private final Inventory inventory;
    private final Instant started;

    public PolicyFindings(Questions questions, PolicySource source, Inventory inventory, Instant started) {
        this.questions = questions;
        this.source = source;
        this.inventory = inventory;
        this.started = started;
    }

    /** Needs a transaction. */
    List<Findings.Known> known() {
        List<Findings.Known> found = new ArrayList<>();
        source.impossible()
                .ifPresent(why -> found.add(new Findings.Known(
                        null,
                        new Finding(Finding.Kind.NO_UNPROTECT, "", "no VM can be unprotected, because " + why),
                        started)));
        for (Questions.Unanswered open : questions.unanswered()) {
            Set<BoundaryId> boundaries =
                    inventory.find(open.vm()).map(Snapshot::boundaries).orElse(Set.of());
            Finding finding = new Finding(
                    Finding.Kind.POLICY_UNANSWERED,
                    "",
                    "perhaps " + open.vm().name() + " is kept shut too far, but its policy is not known: "
                            + open.why());
            if (boundaries.isEmpty()) {
                found.add(new Findings.Known(null, finding, open.since()));
            }
            boundaries.forEach(boundary -> found.add(new Findings.Known(boundary, finding, open.since())));
        }
        return found;
    }
}
