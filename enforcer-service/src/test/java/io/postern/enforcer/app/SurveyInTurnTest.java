package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SurveyInTurnTest {
    private final World world = new World();
    private final SurveyInTurn survey = new SurveyInTurn(world.assess, new AlwaysOurs(), Duration.ofMinutes(1));

    @Test
    void aScanThatWasOrderedAndFailedIsDoneLater() {
        Instant before = world.assess.completed().orElseThrow();
        world.forward(Duration.ofSeconds(10));
        world.record.down = true;
        assertThatThrownBy(survey::ordered).isInstanceOf(IllegalStateException.class);
        world.record.down = false;

        survey.ifWanted();

        assertThat(world.assess.completed().orElseThrow()).isAfter(before);
    }

    @Test
    void aScanThatWasDoneIsNotDoneAgain() {
        survey.ordered();
        Instant done = world.assess.completed().orElseThrow();
        world.forward(Duration.ofSeconds(10));

        survey.ifWanted();

        assertThat(world.assess.completed()).contains(done);
    }

    private static final class AlwaysOurs implements Surveys {
        @Override
        public boolean takeTurn(Duration pause) {
            return true;
        }

        @Override
        public void done(boolean completed) {}
    }
}
