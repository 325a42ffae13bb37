package io.postern.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private final List<String> lines = new ArrayList<>();
    private final Timeline timeline = new Timeline(lines::add);

    @Test
    void eachStepTellsTheTimeSinceTheFirstAndSinceTheLast() {
        timeline.add(START, "protected");
        timeline.add(START.plusMillis(250), "accepted");
        timeline.add(START.plusMillis(1_300), "approved");

        assertThat(lines)
                .containsExactly(
                        "       0 ms       +0 ms  protected",
                        "     250 ms     +250 ms  accepted",
                        "    1300 ms    +1050 ms  approved");
    }

    @Test
    void theStepsAreKeptForPrograms() {
        timeline.add(START, "protected");

        assertThat(timeline.steps()).containsExactly(new Timeline.Step(START, "protected"));
    }
}
