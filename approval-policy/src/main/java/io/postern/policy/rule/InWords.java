package io.postern.policy.rule;

import io.postern.contracts.event.ApprovalNeeded.Stage;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.Ruling;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Rulings as one line for people. */
public final class InWords {
    private InWords() {}

    /** Calls groups what the policy calls them. */
    public static String of(Ruling ruling, ApprovalPolicy policy) {
        UnaryOperator<String> names =
                policy instanceof Policy known ? known.parts().groups()::name : UnaryOperator.identity();
        return switch (ruling) {
            case Ruling.Automatic _ -> "automatic" + by(ruling);
            case Ruling.Asks asks ->
                "asks " + stages(asks.stages(), names) + ", risk "
                        + asks.risk().name().toLowerCase(Locale.ROOT) + ", within " + Words.of(asks.patience())
                        + by(ruling);
            case Ruling.BreaksGlass glass ->
                "breaks glass, reviewed by " + groups(glass.reviewers(), names) + " within "
                        + Words.of(glass.reviewWithin()) + by(ruling);
            case Ruling.Denies denies -> "denied, " + denies.reason() + ": " + denies.detail() + by(ruling);
        };
    }

    private static String by(Ruling ruling) {
        return ruling.rules().isEmpty() ? "" : " (" + String.join(", ", ruling.rules()) + ")";
    }

    static String stages(List<Stage> stages, UnaryOperator<String> names) {
        return stages.stream()
                .map(stage -> stage.approvals() + " of " + groups(stage.groups(), names))
                .collect(Collectors.joining(" and "));
    }

    private static String groups(List<String> ids, UnaryOperator<String> names) {
        return ids.stream().map(names).collect(Collectors.joining(" or "));
    }
}
