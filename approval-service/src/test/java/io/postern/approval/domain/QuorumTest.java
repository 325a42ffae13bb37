package io.postern.approval.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.ApprovalNeeded.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class QuorumTest {
    @Test
    void aPersonInTwoGroupsFillsOnePlace() {
        List<Stage> both = List.of(stage(1, "a"), stage(1, "b"));

        assertThat(Quorum.filled(both, List.of(Set.of("a", "b")))).isEqualTo(1);
        assertThat(Quorum.filled(both, List.of(Set.of("a", "b"), Set.of("a", "b"))))
                .isEqualTo(2);
    }

    @Test
    void whoeverCouldSitElsewhereMakesRoom() {
        List<Stage> both = List.of(stage(1, "a"), stage(1, "b"));

        assertThat(Quorum.filled(both, List.of(Set.of("a", "b"), Set.of("a")))).isEqualTo(2);
        assertThat(Quorum.filled(both, List.of(Set.of("a"), Set.of("a", "b")))).isEqualTo(2);
        assertThat(Quorum.filled(both, List.of(Set.of("a"), Set.of("a")))).isEqualTo(1);
    }

    @Test
    void nobodyFillsAPlaceThatIsNotForTheirGroups() {
        assertThat(Quorum.filled(List.of(stage(2, "a")), List.of(Set.of("b"), Set.of())))
                .isZero();
    }

    @Test
    void howFullEachStageIsIsToldInTheirOrder() {
        List<Stage> stages = List.of(stage(2, "a"), stage(1, "b"), stage(1, "c"));

        assertThat(Quorum.filledOfEach(stages, List.of(Set.of("b"), Set.of("a"), Set.of("d"))))
                .containsExactly(1, 1, 0);
        assertThat(Quorum.filledOfEach(stages, List.of())).containsExactly(0, 0, 0);
    }

    @RepeatedTest(50)
    void itAgreesWithTryingEveryOrderAndEverySeat(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Stage> stages = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(_ -> stage(1 + random.nextInt(2), groups(random).toArray(String[]::new)))
                .toList();
        List<Set<String>> people = IntStream.range(0, random.nextInt(6))
                .mapToObj(_ -> groups(random))
                .toList();

        assertThat(Quorum.filled(stages, people)).isEqualTo(best(stages, people, 0, new int[stages.size()]));
    }

    /** Every person sits in every stage that has room, or nowhere. */
    private static int best(List<Stage> stages, List<Set<String>> people, int person, int[] taken) {
        if (person == people.size()) {
            return 0;
        }
        int best = best(stages, people, person + 1, taken);
        for (int i = 0; i < stages.size(); i++) {
            if (taken[i] < stages.get(i).approvals()
                    && stages.get(i).groups().stream().anyMatch(people.get(person)::contains)) {
                taken[i]++;
                best = Math.max(best, 1 + best(stages, people, person + 1, taken));
                taken[i]--;
            }
        }
        return best;
    }

    private static Set<String> groups(Random random) {
        List<String> groups = new ArrayList<>(List.of("a", "b", "c"));
        groups.removeIf(_ -> random.nextBoolean());
        return groups.isEmpty() ? Set.of("d") : Set.copyOf(groups);
    }

    private static Stage stage(int people, String... groups) {
        return new Stage("rule", List.of(groups), people);
    }
}
