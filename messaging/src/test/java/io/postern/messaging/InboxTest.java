package io.postern.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.Expired;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.Topic;
import io.postern.contracts.id.EventId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InboxTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final RequestId REQUEST = new RequestId("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    private static final GrantId GRANT = new GrantId("01ARZ3NDEKTSV4RRFFQ69G5FAW");

    private final TestDatabase database = new TestDatabase();
    private final Inbox inbox = database.inbox();
    private final Effects effects = new Effects(database);
    private final EventCodec codec = new EventCodec();
    private final AtomicInteger offset = new AtomicInteger();

    @Test
    void anEventDeliveredTwiceHasItsEffectOnce() {
        byte[] expired = expired(1);
        receive(expired, effects);
        receive(expired, effects);

        assertThat(versions()).containsExactly(1L);
    }

    @Test
    void anEventThatConcernsNobodyIsNeitherHandledNorRemembered() {
        receive(expired(1), new EventHandler() {
            @Override
            public void handle(Envelope envelope, byte[] raw) {
                throw new IllegalStateException("it was handled");
            }

            @Override
            public boolean concerns(PosternEvent event) {
                return !(event instanceof Expired);
            }
        });

        receive(expired(1), effects);
        assertThat(versions()).containsExactly(1L);
    }

    @Test
    void whatIsBegunAheadOfAnEventIsToldWhenItIsOverHoweverThatEnded() {
        List<String> course = new ArrayList<>();
        EventHandler handler = new EventHandler() {
            @Override
            public void handle(Envelope envelope, byte[] raw) {
                course.add("handled");
                if (course.size() == 2) {
                    throw new IllegalStateException("not now");
                }
                throw new PermanentFailure("no such grant");
            }

            @Override
            public Runnable ahead(PosternEvent event) {
                course.add("begun");
                return () -> course.add("over");
            }
        };

        receive(expired(1), handler);

        assertThat(course).containsExactly("begun", "handled", "over", "begun", "handled", "over");
    }

    @Test
    void aStaleVersionHasNoEffectAndAGapIsAccepted() {
        receive(expired(1), effects);
        receive(expired(5), effects);
        receive(expired(4), effects);
        receive(expired(5), effects);
        receive(expired(6), effects);

        assertThat(versions()).containsExactly(1L, 5L, 6L);
        assertThat(database.count("quarantine")).isZero();
    }

    @Test
    void aHigherVersionOnAnotherTopicHidesNothing() {
        byte[] refusal = encoded(2, TestDatabase.refusal(REQUEST.value()));
        inbox.receive(Topic.OBSERVATIONS, 0, 0, refusal, effects);
        receive(expired(1), effects);

        assertThat(versions()).containsExactly(2L, 1L);
    }

    @Test
    void aHandlerThatFailsForAWhileIsCalledAgainWithoutTheFirstEffect() {
        AtomicInteger calls = new AtomicInteger();
        receive(expired(1), (envelope, raw) -> {
            effects.handle(envelope, raw);
            if (calls.incrementAndGet() < 3) {
                throw new IllegalStateException("not now");
            }
        });
        receive(expired(2), effects);

        assertThat(calls).hasValue(3);
        assertThat(versions()).containsExactly(1L, 2L);
        assertThat(database.count("quarantine")).isZero();
    }

    @Test
    void anEventThatCanNeverBeHandledIsSetAsideOnceAndItsEffectUndone() {
        byte[] expired = expired(1);
        EventHandler refusing = (envelope, raw) -> {
            effects.handle(envelope, raw);
            throw new PermanentFailure("no such grant");
        };
        receive(expired, refusing);
        receive(expired, refusing);
        receive(expired(2), effects);

        assertThat(versions()).containsExactly(2L);
        assertThat(database.column("SELECT because FROM quarantine")).containsExactly("no such grant");
        assertThat(database.column("SELECT value FROM quarantine")).containsExactly(expired);
        assertThat(database.count("outbox WHERE topic = 'postern.observations'"))
                .isEqualTo(1);
    }

    @Test
    void aValueThatTheDatabaseCannotStoreDoesNotHoldUpTheOthers() {
        byte[] withNul = encoded(1, TestDatabase.refusal("a\0b"));
        inbox.receive(Topic.OBSERVATIONS, 0, 0, withNul, effects);
        receive(expired(1), effects);

        assertThat(versions()).containsExactly(1L);
        assertThat(database.column("SELECT value FROM quarantine")).containsExactly(withNul);
    }

    @Test
    @Timeout(10)
    void aSubjectTooLongForAnIndexDoesNotHoldUpTheOthers() {
        String endless = new Random(1)
                .ints(12_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        inbox.receive(Topic.OBSERVATIONS, 0, 0, encoded(1, TestDatabase.refusal(endless)), effects);
        receive(expired(1), effects);

        assertThat(versions()).containsExactly(1L);
        assertThat(database.count("quarantine")).isEqualTo(1);
    }

    @Test
    @Timeout(10)
    void aValueThatATableForbidsDoesNotHoldUpTheOthers() {
        database.run("ALTER TABLE effect ADD CHECK (version <> 13)");
        receive(expired(13), effects);
        receive(expired(14), effects);

        assertThat(versions()).containsExactly(14L);
        assertThat(database.count("quarantine")).isEqualTo(1);
    }

    @Test
    void aForgedVersionFromTheFutureDoesNotHideTheGenuineEventsAfterIt() {
        long dayAhead = TestDatabase.NOW.plus(1, ChronoUnit.DAYS).toEpochMilli();
        receive(expired(Long.MAX_VALUE), effects);
        receive(expired(dayAhead + 1), effects);
        receive(expired(TestDatabase.NOW.toEpochMilli()), effects);
        receive(expired(dayAhead), effects);

        assertThat(versions()).containsExactly(TestDatabase.NOW.toEpochMilli(), dayAhead);
        assertThat(database.count("quarantine")).isEqualTo(2);
        assertThat(inbox.quarantined()).isEqualTo(2);
    }

    @Test
    void aReasonThatTheDatabaseCannotStoreIsMadeStorable() {
        receive(expired(1), (envelope, raw) -> {
            throw new PermanentFailure("no\0" + "x".repeat(1_000));
        });

        assertThat(database.column("SELECT because FROM quarantine")).containsExactly("no " + "x".repeat(297));
    }

    @Test
    void anErrorIsTriedAgainLikeAnyFailureThatPasses() {
        AtomicInteger calls = new AtomicInteger();
        receive(expired(1), (envelope, raw) -> {
            if (calls.incrementAndGet() == 1) {
                throw new StackOverflowError();
            }
            effects.handle(envelope, raw);
        });

        assertThat(versions()).containsExactly(1L);
    }

    @Test
    void aClosedInboxStopsWaitingAndTheEventIsNotReceived() {
        EventHandler closing = (envelope, raw) -> {
            inbox.close();
            throw new IllegalStateException("not now");
        };
        assertThatThrownBy(() -> receive(expired(1), closing)).hasMessageContaining("postern.expiry/0/0");

        assertThat(database.count("inbox")).isZero();
    }

    private void receive(byte[] value, EventHandler handler) {
        inbox.receive(Topic.EXPIRY, 0, offset.getAndIncrement(), value, handler);
    }

    private byte[] expired(long version) {
        return encoded(version, new Expired(REQUEST, GRANT, NOW));
    }

    private byte[] encoded(long version, PosternEvent event) {
        return codec.encode(new Envelope(EventId.next(), Source.EXPIRY_SERVICE, version, NOW, event));
    }

    private List<Object> versions() {
        return database.column("SELECT version FROM effect ORDER BY position");
    }
}
