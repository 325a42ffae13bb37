package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
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

        seconds(5);

        assertThat(world.assess.completed().orElseThrow()).isAfter(before);
    }

    /** An instance that starts while the database is silent would else open nothing for a minute after its return. */
    @Test
    void aBeatThatFailedIsMadeUpForWithinSeconds() {
        Instant before = world.assess.completed().orElseThrow();
        world.forward(Duration.ofMinutes(1));
        world.record.down = true;
        assertThatThrownBy(survey::regularly).isInstanceOf(IllegalStateException.class);
        world.record.down = false;

        seconds(4);
        assertThat(world.assess.completed()).contains(before);
        seconds(1);

        assertThat(world.assess.completed()).contains(world.clock.instant());
    }

    @Test
    void whatFailsIsNotTriedEverySecond() {
        world.record.down = true;
        assertThatThrownBy(survey::ordered).isInstanceOf(IllegalStateException.class);

        assertThatCode(() -> seconds(4)).doesNotThrowAnyException();
        assertThatThrownBy(() -> seconds(1)).isInstanceOf(IllegalStateException.class);
    }

    private void seconds(int count) {
        for (int second = 0; second < count; second++) {
            survey.ifWanted();
        }
    }

    @Test
    void aScanThatWasDoneIsNotDoneAgain() {
        survey.ordered();
        Instant done = world.assess.completed().orElseThrow();
        world.forward(Duration.ofSeconds(10));

        survey.ifWanted();

        assertThat(world.assess.completed()).contains(done);
    }

    /** Or the next would come a whole beat later: nearly two minutes after the last. */
    @Test
    void aBeatThatCameTooSoonAfterAnothersScanIsMadeUpForWhenThatIsOldEnough() {
        Pausing others = new Pausing();
        SurveyInTurn behind = new SurveyInTurn(world.assess, others, Duration.ofMinutes(1));
        others.last = world.clock.instant();
        Instant before = world.assess.completed().orElseThrow();
        world.forward(Duration.ofSeconds(40));
        behind.regularly();
        assertThat(world.assess.completed()).contains(before);

        world.forward(Duration.ofSeconds(20));
        for (int second = 0; second < 5; second++) {
            behind.ifWanted();
        }

        assertThat(world.assess.completed()).contains(world.clock.instant());
        assertThat(others.asked).isEqualTo(2);
    }

    /** By turns with others, of whom one scanned at {@code last}. */
    private final class Pausing implements Surveys {
        private Instant last = Instant.EPOCH;
        private int asked;

        @Override
        public boolean takeTurn(Duration pause) {
            asked++;
            return !last.plus(pause).isAfter(world.clock.instant());
        }

        @Override
        public void claim() {}

        @Override
        public void done(boolean completed) {
            last = world.clock.instant();
        }
    }

    private static final class AlwaysOurs implements Surveys {
        @Override
        public boolean takeTurn(Duration pause) {
            return true;
        }

        @Override
        public void claim() {}

        @Override
        public void done(boolean completed) {}
    }
}
