package io.postern.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identity of a grant, a ULID; part of the name of its rules in Azure. */
public record GrantId(@JsonValue String value) {
    @JsonCreator
    public GrantId {
        value = Ulids.canonical(value, "a grant id");
    }

    /** A new identity: unique, and sorted by the time of its making. */
    public static GrantId next() {
        return new GrantId(Ulids.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
