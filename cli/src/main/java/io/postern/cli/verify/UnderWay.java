package io.postern.cli.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What may be missing in a log that is being written: topics arrive in any order, so an approval may come after the opening
 * that rests on it. That takes a moment and no longer; an opening that waits is remarked, once.
 */
final class UnderWay {
    /** An opening younger than this may stand in the trail before its approval does. */
    private static final Duration MOMENT = Duration.ofMinutes(1);

    private final Instant now;
    private final Consumer<String> remarks;
    private final Set<Long> told = new HashSet<>();

    UnderWay(Instant now, Consumer<String> remarks) {
        this.now = now;
        this.remarks = remarks;
    }

    /** Whether what led to something of that time is in the trail as well, or never will be. */
    boolean isOver(Instant at) {
        return !at.isAfter(now.minus(MOMENT));
    }

    /** Whether its approval may still come. None is awaited for what is dated later than now. */
    boolean isWaiting(Fact.Opening opening) {
        return !isOver(opening.at()) && !opening.at().isAfter(now.plus(Story.CLOCKS));
    }

    void remark(Fact.Opening opening) {
        if (told.add(opening.index())) {
            remarks.accept("entry " + opening.index() + " opens request " + opening.request()
                    + ", whose approval is not in the trail yet");
        }
    }
}
