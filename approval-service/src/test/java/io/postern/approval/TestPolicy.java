package io.postern.approval;

import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.contracts.event.ApprovalNeeded.Stage;
import io.postern.contracts.id.PersonId;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.RequestFacts;
import io.postern.policy.Ruling;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A policy that says what a test wants it to say. */
public record TestPolicy(
        String version, String text, Function<RequestFacts, Ruling> rules, Set<Set<PersonId>> linked, boolean looks)
        implements ApprovalPolicy {
    public static final Ruling AUTOMATIC = new Ruling.Automatic(List.of("short-and-harmless"));

    /** One that says no to everybody. A text is a version followed by a colon. */
    public static TestPolicy read(String text) {
        Ruling no = new Ruling.Denies(List.of(), "no-rule", "No.", List.of());
        return new TestPolicy(text.substring(0, text.indexOf(':')), text, _ -> no, Set.of(), false);
    }

    public static TestPolicy saying(Ruling ruling) {
        return saying(_ -> ruling);
    }

    public static TestPolicy saying(Function<RequestFacts, Ruling> rules) {
        return new TestPolicy("test@1", "", rules, Set.of(), false);
    }

    public static Ruling.Asks asks(Stage... stages) {
        return new Ruling.Asks(List.of("guarded"), List.of(stages), Risk.LOW, Duration.ofHours(24));
    }

    public static Stage stage(int people, String... groups) {
        return new Stage("guarded", List.of(groups), people);
    }

    public TestPolicy version(String other) {
        return new TestPolicy(other, text, rules, linked, looks);
    }

    public TestPolicy linking(PersonId one, PersonId other) {
        return linking(Set.of(Set.of(one, other)));
    }

    public TestPolicy linking(Set<Set<PersonId>> humans) {
        return new TestPolicy(version, text, rules, humans, looks);
    }

    /** The same, which looks at groups and at the inventory. */
    public TestPolicy looking() {
        return new TestPolicy(version, text, rules, linked, true);
    }

    @Override
    public Ruling decide(RequestFacts request) {
        return rules.apply(request);
    }

    @Override
    public Risk botsUpTo() {
        return Risk.MEDIUM;
    }

    @Override
    public int extensionsAtMost() {
        return 2;
    }

    @Override
    public boolean sameHuman(PersonId a, PersonId b) {
        return a.equals(b) || linked.stream().anyMatch(human -> human.contains(a) && human.contains(b));
    }

    @Override
    public boolean looksAtGroups(boolean breakGlass) {
        return looks;
    }

    @Override
    public boolean looksAtInventory() {
        return looks;
    }
}
