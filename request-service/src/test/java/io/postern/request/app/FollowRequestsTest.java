package io.postern.request.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Approval;
import io.postern.request.domain.Caller;
import io.postern.request.domain.Rights;
import io.postern.request.domain.Standing;
import io.postern.request.domain.TimelineEntry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What followers of a request are told, and for how long. */
class FollowRequestsTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final Instant UNTIL = NOW.plus(Duration.ofHours(1));
    private static final RequestId ID = new RequestId("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    private static final PersonId PERSON = new PersonId("tenant", "requester");
    private static final Caller REQUESTER = caller("requester");

    private final List<String> timeline = new ArrayList<>(List.of("submitted"));
    private final List<String> told = new ArrayList<>();
    private AccessRequest request = request();
    private Runnable betweenReads = () -> {};
    private boolean listening = true;
    private final FollowRequests follow =
            new FollowRequests(new Direct(), requests(), this::since, new Rights(Optional.empty()), 3, 2);

    @Test
    void theTimelineSoFarComesFirstAndThenTheState() {
        start(0);
        follow.round(NOW);
        assertThat(told).containsExactly("1 submitted", "PENDING");
        follow.round(NOW);
        assertThat(told).hasSize(2);
    }

    @Test
    void onlyWhatCameAfterTheLastEntryReadIsTold() {
        timeline.add("approval-needed");
        start(1);
        follow.round(NOW);
        assertThat(told).containsExactly("2 approval-needed", "PENDING");
    }

    @Test
    void aStateIsToldWithAllTheEntriesThatLedToIt() {
        start(0);
        betweenReads = () -> happens("denied", request.decided(Approval.DENIED));
        follow.round(NOW);
        assertThat(told).containsExactly("1 submitted", "2 denied", "DENIED", "end");
        assertThat(follow.followers()).isZero();
    }

    @Test
    void whatHasEndedIsToldOnceMoreAndNoLonger() {
        happens("denied", request.decided(Approval.DENIED));
        start(2);
        follow.round(NOW);
        assertThat(told).containsExactly("DENIED", "end");
    }

    @Test
    void someoneQuietIsToldThatSomebodyIsStillThere() {
        start(0);
        follow.round(NOW);
        follow.round(NOW.plusSeconds(14));
        assertThat(told).doesNotContain("beat");
        follow.round(NOW.plusSeconds(15));
        follow.round(NOW.plusSeconds(16));
        assertThat(told).containsOnlyOnce("beat");
    }

    @Test
    void followingEndsWithTheToken() {
        start(0);
        follow.round(UNTIL.minusMillis(1));
        assertThat(follow.followers()).isEqualTo(1);
        follow.round(UNTIL);
        assertThat(told).endsWith("end");
        assertThat(follow.followers()).isZero();
    }

    @Test
    void whoeverIsGoneOrNeverBeganToListenLeavesNothingBehind() {
        granted(0);
        start(0);
        listening = false;
        follow.round(NOW.plusSeconds(11));
        assertThat(follow.followers()).isZero();
    }

    @Test
    @Timeout(20)
    void aPlaceIsLookedAfterFromTheMomentThatItIsTaken() throws InterruptedException {
        Thread resting = Thread.ofVirtual().start(() -> {
            try {
                follow.rest();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (resting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        granted(0);
        assertThat(resting.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void placesAreFewForOnePersonAndForAll() {
        granted(0);
        granted(0);
        assertThat(ask(REQUESTER)).isInstanceOf(Following.TooManyOfOne.class);
        Caller reader =
                new Caller(new PersonId("tenant", "reader"), "", Set.of(Caller.READ), Set.of(), Set.of(), Set.of());
        assertThat(ask(reader)).isInstanceOf(Following.Granted.class);
        assertThat(ask(reader)).isInstanceOf(Following.TooManyHere.class);
        follow.round(NOW.plusSeconds(11));
        assertThat(ask(REQUESTER)).isInstanceOf(Following.Granted.class);
    }

    @Test
    void whatOneMayNotSeeCannotBeFollowed() {
        assertThat(ask(caller("somebody-else"))).isInstanceOf(Following.Unknown.class);
    }

    private void happens(String what, AccessRequest next) {
        timeline.add(what);
        request = next;
        betweenReads = () -> {};
    }

    private Follow granted(long read) {
        return ((Following.Granted<Follow>) follow.follow(ID, REQUESTER, read, UNTIL, NOW)).follow();
    }

    private Following<Follow> ask(Caller caller) {
        return follow.follow(ID, caller, 0, UNTIL, NOW);
    }

    private void start(long read) {
        follow.start(granted(read), new Follower() {
            @Override
            public void entry(long id, TimelineEntry entry) {
                told.add(id + " " + entry.what());
            }

            @Override
            public void state(Standing standing) {
                told.add(standing.state().name());
            }

            @Override
            public void beat() {
                told.add("beat");
            }

            @Override
            public void end() {
                told.add("end");
            }

            @Override
            public boolean gone() {
                return !listening;
            }
        });
    }

    private List<TimelineNews.News> since(List<TimelineNews.Mark> marks) {
        return IntStream.range(0, marks.size())
                .boxed()
                .flatMap(mark -> IntStream.rangeClosed((int) marks.get(mark).after() + 1, timeline.size())
                        .mapToObj(id ->
                                new TimelineNews.News(mark, id, new TimelineEntry(NOW, timeline.get(id - 1), ""))))
                .toList();
    }

    /** The one method that following needs; between two reads something may happen. */
    private AccessRequests requests() {
        return (AccessRequests) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AccessRequests.class}, (_, method, _) -> {
                    assertThat(method.getName()).isEqualTo("find");
                    Optional<AccessRequest> found = Optional.of(request);
                    if (follow.followers() > 0) {
                        betweenReads.run();
                    }
                    return found;
                });
    }

    private static AccessRequest request() {
        var personal = new RequestSubmitted.Personal("Requester", List.of(), "deploy a fix", "nonce");
        return AccessRequest.submitted(
                new RequestSubmitted(ID, PERSON, List.of(), Duration.ofHours(1), null, null, personal), NOW);
    }

    private static Caller caller(String oid) {
        return new Caller(new PersonId("tenant", oid), "", Set.of(Caller.REQUEST), Set.of(), Set.of(), Set.of());
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
