package io.postern.audit.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.audit.app.ErasePerson.Outcome;
import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.PersonErased;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.id.EventId;
import io.postern.contracts.id.PersonId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class ErasePersonTest {
    private static final PersonId ANN = new PersonId("tenant", "ann");
    private static final Reader ADMIN = Reader.of("tenant", "admin", "Admin");

    private final List<PersonId> erased = new ArrayList<>();
    private final List<PosternEvent> events = new ArrayList<>();
    private long held = 3;

    @Test
    void whatIsForgottenLeavesAnEventThatNamesNobody() {
        Outcome.Erased done = (Outcome.Erased) erasures(Optional.empty()).erase(ANN, ADMIN, "by letter");

        assertThat(erased).containsExactly(ANN);
        assertThat(events).singleElement().isInstanceOfSatisfying(PersonErased.class, event -> {
            assertThat(event.commitment()).isEqualTo(done.commitment().text()).hasSize(43);
            assertThat(event.events()).isEqualTo(3);
            assertThat(event.toString()).doesNotContain("ann");
        });
    }

    @Test
    void underALegalHoldNothingIsErasedAndWhoeverOrdersItIsOnTheTrail() {
        Outcome outcome = erasures(Optional.of("case 7 goes on")).erase(ANN, ADMIN, "by letter");

        assertThat(outcome).isEqualTo(new Outcome.Held("case 7 goes on"));
        assertThat(erased).isEmpty();
        assertThat(events).singleElement().isInstanceOfSatisfying(AttemptRefused.class, event -> {
            assertThat(event.actor()).isEqualTo(new PersonId("tenant", "admin"));
            assertThat(event.reason()).isEqualTo("legal-hold");
            assertThat(event.toString()).doesNotContain("ann");
        });
    }

    @Test
    void ofSomebodyUnknownNothingIsSaid() {
        held = 0;

        assertThat(erasures(Optional.empty()).erase(ANN, ADMIN, "by letter")).isEqualTo(new Outcome.Nobody());
        assertThat(events).isEmpty();
    }

    @Test
    void withoutItsEventNothingIsErased() {
        ErasePerson failing = new ErasePerson(
                this::erase,
                new Undoing(),
                event -> {
                    throw new IllegalStateException("no outbox");
                },
                () -> new byte[32],
                Optional.empty());

        assertThatThrownBy(() -> failing.erase(ANN, ADMIN, "by letter")).hasMessage("no outbox");
        assertThat(erased).isEmpty();
    }

    private ErasePerson erasures(Optional<String> hold) {
        return new ErasePerson(
                this::erase,
                new Undoing(),
                event -> {
                    events.add(event);
                    return EventId.next();
                },
                () -> new byte[32],
                hold);
    }

    private long erase(PersonId person) {
        erased.add(person);
        return held;
    }

    /** A transaction that takes back what was erased when it fails. */
    private final class Undoing implements ErasePerson.Transaction {
        @Override
        public <T> T call(Callable<T> work) {
            try {
                return work.call();
            } catch (Exception e) {
                erased.clear();
                throw new IllegalStateException(e.getMessage(), e);
            }
        }
    }
}
