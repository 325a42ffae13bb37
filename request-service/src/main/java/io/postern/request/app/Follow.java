package io.postern.request.app;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One person's following of one request: how far it has got. Told by one thread only. */
public final class Follow {
    private static final Duration BEAT = Duration.ofSeconds(15);

    /** A connection that breaks before it is listened on must not hold its place for long. */
    private static final Duration TO_START = Duration.ofSeconds(10);

    private final RequestId request;
    private final PersonId person;
    private final Instant until;
    private final Instant startBy;
    private volatile @Nullable Follower follower;
    private long read;
    private @Nullable AccessRequest known;
    private @Nullable Standing told;
    private Instant beaten;

    Follow(RequestId request, PersonId person, long read, Instant until, Instant now) {
        this.request = request;
        this.person = person;
        this.read = read;
        this.until = until;
        this.startBy = now.plus(TO_START);
        this.beaten = now;
    }

    RequestId request() {
        return request;
    }

    PersonId person() {
        return person;
    }

    void start(Follower listener) {
        follower = listener;
    }

    boolean started() {
        return follower != null;
    }

    boolean over(Instant now) {
        Follower listener = follower;
        return !now.isBefore(until) || (listener == null ? now.isAfter(startBy) : listener.gone());
    }

    TimelineNews.Mark mark() {
        return new TimelineNews.Mark(request, read);
    }

    /** What is known of the request is older than this entry. */
    void entry(TimelineNews.News news) {
        listener().ifPresent(listener -> listener.entry(news.id(), news.entry()));
        read = news.id();
        known = null;
    }

    boolean upToDate() {
        return known != null;
    }

    void know(AccessRequest now) {
        known = now;
    }

    /** Tells the state if it is another one than before; time alone can have changed it. True: it is the last one. */
    boolean tell(Instant now) {
        AccessRequest latest = known;
        if (latest == null) {
            return false;
        }
        Standing standing = latest.at(now);
        if (!standing.equals(told)) {
            told = standing;
            beaten = now;
            listener().ifPresent(listener -> listener.state(standing));
        } else if (!now.isBefore(beaten.plus(BEAT))) {
            beaten = now;
            listener().ifPresent(Follower::beat);
        }
        return standing.state().ended();
    }

    void end() {
        listener().ifPresent(Follower::end);
    }

    private Optional<Follower> listener() {
        return Optional.ofNullable(follower);
    }
}
