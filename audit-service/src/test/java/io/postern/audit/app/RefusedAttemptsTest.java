package io.postern.audit.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.id.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedAttemptsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Reader ANN = Reader.of("tenant", "ann", "Ann");

    private final List<AttemptRefused> told = new ArrayList<>();
    private final RefusedAttempts attempts = new RefusedAttempts(told::add);

    @Test
    void anAttemptNamesWhoAndWhatAndNothingThatWouldHaveToBeErased() {
        attempts.refused(ANN, "export", "get", NOON);

        assertThat(told)
                .containsExactly(new AttemptRefused(
                        "export", new PersonId("tenant", "ann"), "get", "not-entitled", "The role for it is lacking."));
    }

    @Test
    void aCallerWhoGoesOnFillsNoTrailAndKeepsNobodyElseOffIt() {
        for (int i = 0; i < 1_000; i++) {
            attempts.refused(ANN, "trail", "get", NOON.plusMillis(i));
        }
        assertThat(told).hasSize(RefusedAttempts.MOST);
        assertThat(told.getLast().detail()).contains("Further ones in this minute are not recorded");

        attempts.refused(Reader.of(null, null, "a machine"), "trail", "get", NOON);
        assertThat(told.getLast().actor()).isNull();
        attempts.refused(ANN, "trail", "get", NOON.plusSeconds(60));
        assertThat(told).hasSize(RefusedAttempts.MOST + 2);
    }
}
