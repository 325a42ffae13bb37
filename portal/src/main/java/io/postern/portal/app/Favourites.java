package io.postern.portal.app;

import io.postern.portal.domain.Person;
import io.postern.portal.domain.access.Favourite;
import io.postern.portal.domain.access.Habit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people keep to ask for again, and what they last said; each sees their own alone. */
public interface Favourites {
    /** In the order in which they were saved. */
    List<Favourite> of(Person person);

    /** False when this person keeps as many as one may. */
    boolean save(Person person, Favourite favourite, Instant now);

    void delete(Person person, String id);

    Optional<Habit> habit(Person person, String vm);

    void remember(Person person, String vm, Habit habit, Instant now);
}
