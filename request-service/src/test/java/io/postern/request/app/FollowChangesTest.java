package io.postern.request.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.request.app.ChangeNews.Change;
import io.postern.request.domain.Caller;
import io.postern.request.domain.RequestState;
import io.postern.request.domain.Rights;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is told that a request has changed, and from when until when. */
class FollowChangesTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final Instant UNTIL = NOW.plus(Duration.ofHours(1));
    private static final Change MINE = change("requester");
    private static final Change ANOTHERS = change("somebody-else");

    private final List<Change> log = new ArrayList<>();
    private final FollowChanges follow =
            new FollowChanges(new Direct(), this::since, new Rights(Optional.of("approvers")), 3, 2);
    private boolean broken;

    @Test
    void whoeverBeginsIsGreetedAndToldNothingFromBefore() {
        log.add(MINE);
        Told told = start("requester", Caller.REQUEST);
        round();
        assertThat(told).containsExactly("hello");
        log.add(MINE);
        round();
        round();
        assertThat(told).containsExactly("hello", "OPEN of requester");
    }

    @Test
    void aRequesterIsToldOfNobodyElsesRequests() {
        Told told = start("requester", Caller.REQUEST);
        Told outsider = start("outsider", "");
        round();
        log.addAll(List.of(ANOTHERS, MINE));
        round();
        assertThat(told).containsExactly("hello", "OPEN of requester");
        assertThat(outsider).containsExactly("hello");
    }

    @Test
    void whoeverMayReadEverythingIsToldOfEverything() {
        Told told = start("auditor", Caller.READ);
        round();
        log.addAll(List.of(ANOTHERS, MINE));
        round();
        assertThat(told).containsExactly("hello", "OPEN of somebody-else", "OPEN of requester");
    }

    @Test
    void whoeverComesLaterIsGreetedWithoutTheNewsOfThoseWhoWereThere() {
        Told first = start("requester", Caller.REQUEST);
        round();
        Told second = start("requester", Caller.REQUEST);
        log.add(MINE);
        round();
        assertThat(first).hasSize(2);
        assertThat(second).containsExactly("hello");
    }

    @Test
    void tooMuchAtATimeIsASecondGreeting() {
        Told auditor = start("auditor", Caller.READ);
        Told requester = start("requester", Caller.REQUEST);
        round();
        log.addAll(Collections.nCopies(101, ANOTHERS));
        round();
        assertThat(auditor).containsExactly("hello", "hello");
        assertThat(requester).containsExactly("hello");
        log.addAll(Collections.nCopies(501, ANOTHERS));
        round();
        assertThat(requester).containsExactly("hello", "hello");
    }

    @Test
    void aLookThatFailsLosesNothing() {
        Told told = start("requester", Caller.REQUEST);
        round();
        log.add(MINE);
        broken = true;
        assertThat(catchThrowable(this::round)).hasMessage("database");
        broken = false;
        round();
        assertThat(told).containsExactly("hello", "OPEN of requester");
    }

    @Test
    void someoneQuietIsToldThatSomebodyIsStillThere() {
        Told told = start("requester", Caller.REQUEST);
        round();
        follow.round(NOW.plusSeconds(14));
        assertThat(told).doesNotContain("beat");
        follow.round(NOW.plusSeconds(15));
        follow.round(NOW.plusSeconds(16));
        assertThat(told).containsOnlyOnce("beat");
    }

    @Test
    void followingEndsWithTheToken() {
        Told told = start("requester", Caller.REQUEST);
        follow.round(UNTIL.minusMillis(1));
        assertThat(follow.followers()).isEqualTo(1);
        follow.round(UNTIL);
        assertThat(told).endsWith("end");
        assertThat(follow.followers()).isZero();
    }

    @Test
    void placesAreFewAndFreeAgainOnceNobodyListens() {
        Told told = start("requester", Caller.REQUEST);
        assertThat(ask("requester", Caller.REQUEST)).isInstanceOf(Following.Granted.class);
        assertThat(ask("requester", Caller.REQUEST)).isInstanceOf(Following.TooManyOfOne.class);
        assertThat(ask("auditor", Caller.READ)).isInstanceOf(Following.Granted.class);
        assertThat(ask("auditor", Caller.READ)).isInstanceOf(Following.TooManyHere.class);
        told.hungUp = true;
        follow.round(NOW.plusSeconds(11));
        assertThat(follow.followers()).isZero();
    }

    private void round() {
        follow.round(NOW);
    }

    private Following<ChangesFollow> ask(String oid, String role) {
        return follow.follow(caller(oid, role), UNTIL, NOW);
    }

    private Told start(String oid, String role) {
        Told told = new Told();
        follow.start(((Following.Granted<ChangesFollow>) ask(oid, role)).follow(), told);
        return told;
    }

    private ChangeNews.Look since(@Nullable String mark, int most, Instant now) {
        if (broken) {
            throw new IllegalStateException("database");
        }
        int from = mark == null ? log.size() : Integer.parseInt(mark);
        return new ChangeNews.Look(String.valueOf(log.size()), log.subList(from, Math.min(log.size(), from + most)));
    }

    private static Change change(String oid) {
        return new Change(new RequestId("01ARZ3NDEKTSV4RRFFQ69G5FAV"), RequestState.OPEN, new PersonId("tenant", oid));
    }

    private static Caller caller(String oid, String role) {
        return new Caller(new PersonId("tenant", oid), "", Set.of(role), Set.of(), Set.of(), Set.of());
    }

    /** What one follower has been told. */
    private static final class Told extends ArrayList<String> implements ChangesFollower {
        private boolean hungUp;

        @Override
        public void hello() {
            add("hello");
        }

        @Override
        public void changed(Change change) {
            add(change.state() + " of " + change.requester().oid());
        }

        @Override
        public void beat() {
            add("beat");
        }

        @Override
        public void end() {
            add("end");
        }

        @Override
        public boolean gone() {
            return hungUp;
        }
    }

    private static final class Direct implements Transaction {
        @Override
        public <T> T call(Supplier<T> work) {
            return work.get();
        }

        @Override
        public void afterCommit(Runnable run) {
            run.run();
        }
    }
}
