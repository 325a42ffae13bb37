package io.postern.portal.domain;

import java.time.Duration;

/** How long to wait before each further attempt at something that failed: twice as long each time, up to a bound. */
public final class BackOff {
    private final Duration first;
    private final Duration longest;
    private Duration next;

    public BackOff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    /** The pause before the next attempt; {@code chance} from 0 to 1 spreads those who failed together over half of it. */
    public Duration pause(double chance) {
        Duration whole = next;
        Duration twice = next.multipliedBy(2);
        next = twice.compareTo(longest) < 0 ? twice : longest;
        return whole.dividedBy(2).plusMillis(Math.round(whole.toMillis() / 2.0 * chance));
    }

    /** An attempt has succeeded. */
    public void again() {
        next = first;
    }
}
