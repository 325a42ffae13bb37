package io.postern.approval;

import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.contracts.id.PersonId;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.RequestFacts;
import io.postern.policy.Ruling;
import java.util.List;
import java.util.Set;

/** A policy that says no to everybody, to test with. */
public record SomePolicy(String version, String text, Risk botsUpTo, List<Set<PersonId>> linked)
        implements ApprovalPolicy {
    /** A text is a version followed by a colon. */
    public static SomePolicy read(String text) {
        return new SomePolicy(text.substring(0, text.indexOf(':')), text, Risk.MEDIUM, List.of());
    }

    @Override
    public Ruling decide(RequestFacts request) {
        return new Ruling.Denies(List.of(), "no-rule", "No.", List.of());
    }

    @Override
    public int extensionsAtMost() {
        return 0;
    }

    @Override
    public boolean sameHuman(PersonId a, PersonId b) {
        return a.equals(b) || linked.stream().anyMatch(one -> one.contains(a) && one.contains(b));
    }

    @Override
    public boolean looksAtGroups(boolean breakGlass) {
        return false;
    }

    @Override
    public boolean looksAtInventory() {
        return false;
    }
}
