package io.postern.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identity of an event, a ULID; stable over every redelivery. */
public record EventId(@JsonValue String value) {
    @JsonCreator
    public EventId {
        value = Ulids.canonical(value, "an event id");
    }

    /** A new identity: unique, and sorted by the time of its making. */
    public static EventId next() {
        return new EventId(Ulids.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
