package io.postern.request.app;

import io.postern.request.domain.Caller;
import io.postern.request.domain.Rights;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells followers which of the requests that they may read have changed, whichever instance or service did it. All of
 * them share one look at the database.
 */
public final class FollowChanges implements Rounds {
    /** So many changes between two looks and everybody is asked to read anew. */
    private static final int MOST = 500;

    private final Transaction transaction;
    private final ChangeNews news;
    private final Rights rights;
    private final Places<ChangesFollow> places;
    private final Bell bell = new Bell();
    private @Nullable String mark;

    public FollowChanges(Transaction transaction, ChangeNews news, Rights rights, int mostHere, int mostOfOne) {
        this.transaction = transaction;
        this.news = news;
        this.rights = rights;
        this.places = new Places<>(mostHere, mostOfOne, ChangesFollow::person);
    }

    /** Takes a place; it ends at {@code until} at the latest. */
    public Following<ChangesFollow> follow(Caller caller, Instant until, Instant now) {
        Following<ChangesFollow> place =
                places.take(new ChangesFollow(caller, rights.readsEverything(caller), until, now));
        bell.ring(); // a place that nobody ever starts from has to be given up, even if no other is taken
        return place;
    }

    public void start(ChangesFollow follow, ChangesFollower follower) {
        follow.start(follower);
        bell.ring();
    }

    public void leave(ChangesFollow follow) {
        places.leave(follow);
    }

    /** How many places are taken. */
    public int followers() {
        return places.size();
    }

    /** A request has changed, and the change is committed. */
    public void changed() {
        if (places.size() > 0) {
            bell.ring();
        }
    }

    @Override
    public void rest() throws InterruptedException {
        bell.rest(places.size() == 0);
    }

    /** Whoever begins is greeted after the look: all that it did not show will be told, or can be read by then. */
    @Override
    public void round(Instant now) {
        places.stream().filter(follow -> follow.over(now)).forEach(this::end);
        List<ChangesFollow> started =
                places.stream().filter(ChangesFollow::started).toList();
        if (started.isEmpty()) {
            mark = null; // what happens while nobody listens is no news for whoever comes
            return;
        }
        ChangeNews.Look look = transaction.call(() -> news.since(mark, MOST + 1, now));
        mark = look.mark();
        boolean tooMany = look.changes().size() > MOST;
        started.forEach(follow -> follow.tell(look.changes(), tooMany, now));
    }

    private void end(ChangesFollow follow) {
        places.leave(follow);
        follow.end();
    }
}
