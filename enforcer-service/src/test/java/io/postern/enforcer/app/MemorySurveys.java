package io.postern.enforcer.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The turns of the survey in memory, as each instance sees them. */
public final class MemorySurveys {
    private static final Duration LENGTH = Duration.ofSeconds(60);

    private final Clock clock;
    private String holder = "";
    private Instant ends = Instant.EPOCH;
    private long turn;
    private long recorded;
    public boolean down;

    public MemorySurveys(Clock clock) {
        this.clock = clock;
    }

    public Surveys of(String instance) {
        return new Surveys() {
            private long own;

            @Override
            public boolean takeTurn(Duration pause) {
                if (down) {
                    throw new IllegalStateException("the database is down");
                }
                if (!holder.equals(instance) && ends.isAfter(clock.instant())) {
                    return false;
                }
                holder = instance;
                ends = clock.instant().plus(LENGTH);
                own = ++turn;
                return true;
            }

            @Override
            public void claim() {
                if (own < recorded) {
                    throw new Overtaken();
                }
                recorded = own;
            }

            @Override
            public void done(boolean completed) {
                if (holder.equals(instance)) {
                    ends = clock.instant();
                }
            }
        };
    }
}
