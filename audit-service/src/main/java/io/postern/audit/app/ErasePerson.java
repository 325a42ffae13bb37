package io.postern.audit.app;

import io.postern.audit.domain.PersonCommitment;
import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.PersonErased;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.id.EventId;
import io.postern.contracts.id.PersonId;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/** Forgets a person: leaves and proofs stay, what was kept beside them about this person goes, and that it went is an event. */
public final class ErasePerson {
    private final Personal personal;
    private final Transaction transaction;
    private final Function<PosternEvent, EventId> events;
    private final Supplier<byte[]> salts;
    private final Optional<String> legalHold;

    public ErasePerson(
            Personal personal,
            Transaction transaction,
            Function<PosternEvent, EventId> events,
            Supplier<byte[]> salts,
            Optional<String> legalHold) {
        this.personal = personal;
        this.transaction = transaction;
        this.events = events;
        this.salts = salts;
        this.legalHold = legalHold;
    }

    /** Makes one of what happens inside. */
    @FunctionalInterface
    public interface Transaction {
        <T> T call(Callable<T> work);
    }

    /** What came of an order to erase. */
    public sealed interface Outcome {
        /** Gone. The salt is kept nowhere: it shows to whoever is given it that the commitment is of this person. */
        record Erased(EventId event, PersonCommitment commitment, byte[] salt, long events) implements Outcome {}

        /** Nothing about such a person was there. */
        record Nobody() implements Outcome {}

        /** Nothing may be erased for now, for this reason. */
        record Held(String why) implements Outcome {}
    }

    public Outcome erase(PersonId person, Reader by, String reason) {
        return legalHold
                .<Outcome>map(why -> held(why, by))
                .orElseGet(() -> transaction.call(() -> {
                    long count = personal.erase(person);
                    return count == 0 ? new Outcome.Nobody() : recorded(person, by, reason, count);
                }));
    }

    /** Whoever orders what a hold forbids is on the trail, and the person in the order is not. */
    private Outcome held(String why, Reader by) {
        transaction.call(() -> events.apply(new AttemptRefused(
                "erasures", by.person().orElse(null), "post", "legal-hold", "Nothing may be erased for now.")));
        return new Outcome.Held(why);
    }

    private Outcome recorded(PersonId person, Reader by, String reason, long count) {
        byte[] salt = salts.get();
        PersonCommitment commitment = PersonCommitment.of(person, salt);
        EventId event = events.apply(new PersonErased(
                commitment.text(), count, by.person().orElse(null), new PersonErased.Personal(by.name(), reason)));
        return new Outcome.Erased(event, commitment, salt, count);
    }
}
