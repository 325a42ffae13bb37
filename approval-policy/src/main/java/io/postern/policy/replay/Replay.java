package io.postern.policy.replay;

import io.postern.contracts.event.ApprovalNeeded.Stage;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.Ruling;
import io.postern.policy.replay.Change.Direction;
import io.postern.policy.rule.InWords;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks two versions of a policy about the same requests. */
public final class Replay {
    private Replay() {}

    /** Every request on which they do not agree, in the order of the requests. Which rules say so does not count. */
    public static List<Change> compare(ApprovalPolicy old, ApprovalPolicy other, List<PastRequest> requests) {
        return requests.stream()
                .flatMap(request -> compare(old, other, request).stream())
                .toList();
    }

    private static Optional<Change> compare(ApprovalPolicy old, ApprovalPolicy other, PastRequest request) {
        Ruling before = old.decide(request.facts());
        Ruling after = other.decide(request.facts());
        return effect(before).equals(effect(after))
                ? Optional.empty()
                : Optional.of(new Change(
                        request.requestId(),
                        InWords.of(before, old),
                        InWords.of(after, other),
                        direction(before, after),
                        before,
                        after));
    }

    /** What a ruling does, without the names of the rules that say so. */
    private static List<Object> effect(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Automatic _ -> List.of("automatic");
            case Ruling.Denies denies -> List.of("denies", denies.reason());
            case Ruling.Asks asks -> List.of("asks", places(asks.stages()), asks.risk(), asks.patience());
            case Ruling.BreaksGlass glass ->
                List.of(
                        "breaks glass",
                        places(glass.passedOver()),
                        new HashSet<>(glass.reviewers()),
                        glass.reviewWithin(),
                        glass.atMost(),
                        glass.per());
        };
    }

    private static Map<Set<String>, Integer> places(List<Stage> stages) {
        Map<Set<String>, Integer> places = new HashMap<>();
        stages.forEach(stage -> places.merge(new HashSet<>(stage.groups()), stage.approvals(), Integer::sum));
        return places;
    }

    private static Direction direction(Ruling before, Ruling after) {
        int difference = strictness(after) - strictness(before);
        return difference > 0 ? Direction.STRICTER : difference < 0 ? Direction.MORE_LENIENT : Direction.DIFFERENT;
    }

    private static int strictness(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Automatic _, Ruling.BreaksGlass _ -> 0;
            case Ruling.Asks asks ->
                asks.stages().stream().mapToInt(Stage::approvals).sum();
            case Ruling.Denies _ -> Integer.MAX_VALUE;
        };
    }
}
