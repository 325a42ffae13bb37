package io.postern.audit.domain;

import io.postern.contracts.id.PersonId;
import java.util.Locale;
import java.util.Optional;

/**
 * A person in an event.
 *
 * @param id who, where the event says so
 * @param name as the event has it, in lower case
 * @param owner whether the event's personal values are about this person
 */
public record Mention(Optional<PersonId> id, Optional<String> name, boolean owner) {
    static Mention of(PersonId id) {
        return new Mention(Optional.of(id), Optional.empty(), false);
    }

    static Mention owner(PersonId id) {
        return new Mention(Optional.of(id), Optional.empty(), true);
    }

    static Mention owner(PersonId id, String name) {
        return new Mention(Optional.of(id), key(name), true);
    }

    /** Somebody of whom no more than a name or an id is known, and not which of both it is. */
    static Mention named(String text, boolean owner) {
        return new Mention(Optional.empty(), key(text), owner);
    }

    /** Under which word somebody is looked for, however it is written; none for nothing. */
    public static Optional<String> key(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return word.isEmpty() ? Optional.empty() : Optional.of(word);
    }
}
