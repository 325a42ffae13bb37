package io.postern.simulation.kernel;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** The dice of one history. */
public final class Chance {
    private final SplittableRandom random;

    public Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** From {@code least} to {@code most}, both included. */
    public int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** True in so many of a thousand cases. */
    public boolean in1000(int cases) {
        return cases > 0 && random.nextInt(1000) < cases;
    }

    public <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    public Duration millis(int least, int most) {
        return Duration.ofMillis(between(least, most));
    }

    public Duration seconds(int least, int most) {
        return Duration.ofMillis(between(least * 1000, most * 1000));
    }
}
