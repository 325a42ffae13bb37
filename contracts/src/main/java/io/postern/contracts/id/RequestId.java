package io.postern.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;

/** Identity of an access request, a ULID; the key of nearly every topic. */
public record RequestId(@JsonValue String value) {
    @JsonCreator
    public RequestId {
        value = Ulids.canonical(value, "a request id");
    }

    /** A new identity: unique, and sorted by the time of its making. */
    public static RequestId next() {
        return new RequestId(Ulids.next());
    }

    /** When it was made, by the clock of who made it. */
    public Instant madeAt() {
        return Ulids.madeAt(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
