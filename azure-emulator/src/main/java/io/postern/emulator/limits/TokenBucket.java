package io.postern.emulator.limits;

import io.postern.emulator.limits.Limits.Rate;
import java.time.Duration;
import java.time.Instant;

/** A bucket that starts full and fills evenly. */
final class TokenBucket extends Meter {
    private final Rate rate;
    private double tokens;
    private Instant filled;

    TokenBucket(Rate rate, Instant now) {
        this.rate = rate;
        this.tokens = rate.burst();
        this.filled = now;
    }

    @Override
    Duration wait(Instant now) {
        fill(now);
        return tokens >= 1
                ? Duration.ZERO
                : Duration.ofNanos((long) Math.ceil((1 - tokens) / rate.perSecond() * 1_000_000_000));
    }

    @Override
    void spend() {
        tokens = Math.max(0, tokens - 1);
    }

    @Override
    long left(Instant now) {
        fill(now);
        return (long) tokens;
    }

    private void fill(Instant now) {
        if (now.isAfter(filled)) {
            double seconds = Duration.between(filled, now).toNanos() / 1_000_000_000.0;
            tokens = Math.min(rate.burst(), tokens + seconds * rate.perSecond());
            filled = now;
        }
    }
}
