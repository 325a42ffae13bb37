package io.postern.request.app;

import io.postern.contracts.id.PersonId;
import io.postern.request.domain.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One person's following of all requests that they may read. Told by one thread only. */
public final class ChangesFollow {
    private static final Duration BEAT = Duration.ofSeconds(15);

    /** A connection that breaks before it is listened on must not hold its place for long. */
    private static final Duration TO_START = Duration.ofSeconds(10);

    /** Whoever would have to be told of more than this at a time reads everything again with less effort. */
    private static final int MOST_AT_ONCE = 100;

    private final PersonId person;
    private final boolean readsEverything;
    private final Instant until;
    private final Instant startBy;
    private volatile @Nullable ChangesFollower follower;
    private boolean greeted;
    private Instant beaten;

    ChangesFollow(Caller caller, boolean readsEverything, Instant until, Instant now) {
        this.person = caller.id();
        this.readsEverything = readsEverything;
        this.until = until;
        this.startBy = now.plus(TO_START);
        this.beaten = now;
    }

    PersonId person() {
        return person;
    }

    void start(ChangesFollower listener) {
        follower = listener;
    }

    boolean started() {
        return follower != null;
    }

    boolean over(Instant now) {
        ChangesFollower listener = follower;
        return !now.isBefore(until) || (listener == null ? now.isAfter(startBy) : listener.gone());
    }

    /** Tells what one look has found; {@code tooMany}: it has not found everything. */
    void tell(List<ChangeNews.Change> changes, boolean tooMany, Instant now) {
        listener().ifPresent(listener -> {
            List<ChangeNews.Change> mine =
                    changes.stream().filter(change -> mayRead(change)).toList();
            if (!greeted || tooMany || mine.size() > MOST_AT_ONCE) {
                greeted = true;
                beaten = now;
                listener.hello();
            } else if (!mine.isEmpty()) {
                beaten = now;
                mine.forEach(listener::changed);
            } else if (!now.isBefore(beaten.plus(BEAT))) {
                beaten = now;
                listener.beat();
            }
        });
    }

    void end() {
        listener().ifPresent(Listener::end);
    }

    private boolean mayRead(ChangeNews.Change change) {
        return readsEverything || change.requester().equals(person);
    }

    private Optional<ChangesFollower> listener() {
        return Optional.ofNullable(follower);
    }
}
