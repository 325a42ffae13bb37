package io.postern.approval.app;

import io.postern.contracts.id.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which accounts at which bots speak for which people. */
public interface Enrolments {
    /** One account, and the person who signed in to say that it is theirs. */
    record Enrolment(String bot, String account, PersonId person, String name, Instant since) {}

    /** False when the account is somebody's already. */
    boolean add(Enrolment enrolment);

    Optional<Enrolment> find(String bot, String account);

    List<Enrolment> of(PersonId person, String bot);

    /** How many there were. */
    int remove(PersonId person, String bot);
}
