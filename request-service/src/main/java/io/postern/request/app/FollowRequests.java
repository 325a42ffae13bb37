package io.postern.request.app;

import io.postern.contracts.id.RequestId;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Caller;
import io.postern.request.domain.Rights;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells followers what happens to requests, whichever instance hears of it. All followers of this instance share one look
 * at the database; it is taken at once when this instance itself has written something, and several times a second.
 */
public final class FollowRequests implements Rounds {
    /** More writers than this at one request, and its state is told a round later. */
    private static final int LOOKS = 5;

    private final Transaction transaction;
    private final AccessRequests requests;
    private final TimelineNews news;
    private final Rights rights;
    private final Places<Follow> follows;
    private final Bell bell = new Bell();

    public FollowRequests(
            Transaction transaction,
            AccessRequests requests,
            TimelineNews news,
            Rights rights,
            int mostHere,
            int mostOfOne) {
        this.transaction = transaction;
        this.requests = requests;
        this.news = news;
        this.rights = rights;
        this.follows = new Places<>(mostHere, mostOfOne, Follow::person);
    }

    /** Takes a place for entries after {@code read}; it ends at {@code until} at the latest. */
    public Following<Follow> follow(RequestId id, Caller caller, long read, Instant until, Instant now) {
        Optional<AccessRequest> found =
                transaction.call(() -> requests.find(id).filter(request -> rights.reads(caller, request.terms())));
        return found.isEmpty() ? new Following.Unknown<>() : place(new Follow(id, caller.id(), read, until, now));
    }

    private Following<Follow> place(Follow follow) {
        Following<Follow> place = follows.take(follow);
        bell.ring(); // a place that nobody ever starts from has to be given up, even if no other is taken
        return place;
    }

    public void start(Follow follow, Follower follower) {
        follow.start(follower);
        bell.ring();
    }

    public void leave(Follow follow) {
        follows.leave(follow);
    }

    /** How many places are taken. */
    public int followers() {
        return follows.size();
    }

    /** A request has changed, and the change is committed. */
    public void changed(RequestId id) {
        if (follows.stream().anyMatch(follow -> follow.request().equals(id))) {
            bell.ring();
        }
    }

    @Override
    public void rest() throws InterruptedException {
        bell.rest(follows.size() == 0);
    }

    /** Tells everybody what is new. */
    @Override
    public void round(Instant now) {
        follows.stream().filter(follow -> follow.over(now)).forEach(this::end);
        List<Follow> started = follows.stream().filter(Follow::started).toList();
        // A state is told only with all the entries that led to it: so entries are read again after it.
        for (int look = 0; look < LOOKS && tellEntries(started); look++) {
            know(started);
        }
        started.stream().filter(follow -> follow.tell(now)).forEach(this::end);
    }

    /** Whether anybody's request has to be read again. */
    private boolean tellEntries(List<Follow> started) {
        if (started.isEmpty()) {
            return false;
        }
        List<TimelineNews.Mark> marks = started.stream().map(Follow::mark).toList();
        transaction
                .call(() -> news.since(marks))
                .forEach(one -> started.get(one.mark()).entry(one));
        return !started.stream().allMatch(Follow::upToDate);
    }

    private void know(List<Follow> started) {
        List<Follow> behind =
                started.stream().filter(follow -> !follow.upToDate()).toList();
        Map<RequestId, AccessRequest> read = transaction.call(() -> read(behind));
        behind.forEach(follow ->
                Optional.ofNullable(read.get(follow.request())).ifPresentOrElse(follow::know, () -> end(follow)));
    }

    private Map<RequestId, AccessRequest> read(List<Follow> behind) {
        Map<RequestId, AccessRequest> read = new HashMap<>();
        behind.stream()
                .map(Follow::request)
                .distinct()
                .forEach(id -> requests.find(id).ifPresent(request -> read.put(id, request)));
        return read;
    }

    private void end(Follow follow) {
        follows.leave(follow);
        follow.end();
    }
}
