package io.postern.sweeper.app;

import static io.postern.sweeper.Rules.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.sweeper.Rules;
import io.postern.sweeper.domain.OverdueRule;
import io.postern.sweeper.domain.PassReport;
import io.postern.sweeper.domain.Swept;
import io.postern.sweeper.domain.Swept.Fate;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private final Heartbeat heartbeat = new Heartbeat();

    @Test
    void beforeTheFirstPassThereIsNoLastOne() {
        assertThat(heartbeat.lastPass()).isEmpty();
    }

    @Test
    void aCompletePassMovesTheTime() {
        heartbeat.beat(NOON, new PassReport(List.of(), List.of()));
        assertThat(heartbeat.lastPass()).contains(NOON);
    }

    @Test
    void aPassThatMissedASubscriptionDoesNot() {
        heartbeat.beat(NOON, new PassReport(List.of(), List.of()));
        heartbeat.beat(NOON.plusSeconds(15), new PassReport(List.of(swept(Fate.REMOVED)), List.of("other")));
        assertThat(heartbeat.lastPass()).contains(NOON);
        assertThat(heartbeat.removed()).isOne();
    }

    @Test
    void fatesAreCountedOverAllPasses() {
        PassReport report =
                new PassReport(List.of(swept(Fate.REMOVED), swept(Fate.FAILED), swept(Fate.SPARED)), List.of());
        heartbeat.beat(NOON, report);
        heartbeat.beat(NOON, report);
        assertThat(heartbeat.removed()).isEqualTo(2);
        assertThat(heartbeat.failed()).isEqualTo(2);
    }

    private static Swept swept(Fate fate) {
        return new Swept(new OverdueRule(Rules.opening("demo", NOON), NOON), fate, "");
    }
}
