package io.postern.policy.cases;

import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.contracts.event.ApprovalNeeded.Stage;
import io.postern.policy.Ruling;
import io.postern.policy.rule.Ask;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a case expects; null where it does not care. */
public sealed interface Expected {
    /** Whether this ruling is what was expected. */
    boolean met(Ruling ruling);

    /** Nobody is asked. */
    record Automatic() implements Expected {
        @Override
        public boolean met(Ruling ruling) {
            return ruling instanceof Ruling.Automatic;
        }
    }

    /** These people are asked and no others. */
    record Asks(
            @Nullable List<Ask> stages,
            @Nullable Risk risk,
            @Nullable Duration patience) implements Expected {
        @Override
        public boolean met(Ruling ruling) {
            return ruling instanceof Ruling.Asks asks
                    && (stages == null || places(stages).equals(got(asks.stages())))
                    && (risk == null || risk == asks.risk())
                    && (patience == null || patience.equals(asks.patience()));
        }

        private static Map<Set<String>, Integer> places(List<Ask> stages) {
            Map<Set<String>, Integer> places = new HashMap<>();
            stages.forEach(stage -> places.merge(new HashSet<>(stage.groups()), stage.count(), Integer::sum));
            return places;
        }

        private static Map<Set<String>, Integer> got(List<Stage> stages) {
            return places(stages.stream()
                    .map(stage -> new Ask(stage.groups(), stage.approvals()))
                    .toList());
        }
    }

    /** No, for this reason. */
    record Denied(@Nullable String reason) implements Expected {
        @Override
        public boolean met(Ruling ruling) {
            return ruling instanceof Ruling.Denies denies && (reason == null || reason.equals(denies.reason()));
        }
    }

    /** It is an emergency, and these groups review it. */
    record BreaksGlass(@Nullable List<String> reviewers) implements Expected {
        @Override
        public boolean met(Ruling ruling) {
            return ruling instanceof Ruling.BreaksGlass glass
                    && (reviewers == null || new HashSet<>(reviewers).equals(new HashSet<>(glass.reviewers())));
        }
    }
}
