package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.ScaleSetAssessed;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScaleSetsTest {
    private final World world = new World();

    @Test
    void aScaleSetIsToldOnChangeAndOnceWhenItIsGone() {
        ScaleSetAssessed silent = new ScaleSetAssessed("/x/Scale-1", "westeurope", null, false);
        ScaleSetAssessed noticed = new ScaleSetAssessed("/x/Scale-1", "westeurope", Duration.ofMinutes(5), false);
        world.azure.scaleSets.add(silent);
        world.assess.scan();
        world.assess.scan();
        assertThat(told()).containsExactly(silent);

        world.azure.scaleSets.set(0, noticed);
        world.assess.scan();
        assertThat(told()).containsExactly(silent, noticed);

        world.azure.scaleSets.clear();
        world.assess.scan();
        world.assess.scan();
        assertThat(told())
                .hasSize(3)
                .last()
                .satisfies(gone -> assertThat(gone.deleted()).isTrue());
    }

    @Test
    void whatListsLackIsAskedForInTurns() {
        Missing missing = new Missing();
        List<Integer> lacking = IntStream.range(0, 120).boxed().toList();
        Set<Integer> asked = new HashSet<>();
        for (int scan = 0; scan < 3; scan++) {
            List<Integer> now = missing.someOf(lacking);
            assertThat(now).hasSize(Missing.AT_ONCE);
            asked.addAll(now);
        }
        assertThat(asked).hasSize(120);
        assertThat(missing.someOf(List.of(1, 2))).containsExactly(1, 2);
    }

    private List<ScaleSetAssessed> told() {
        return world.told(ScaleSetAssessed.class);
    }
}
