package io.postern.contracts.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Why a grant ended, in the words of the API. */
public enum CloseReason {
    EXPIRED("expired"),
    RELEASED("released"),
    REVOKED("revoked"),
    VM_DELETED("vm-deleted"),
    /** A grant with a later end took its place; the access itself goes on. */
    EXTENDED("extended");

    private final String word;

    CloseReason(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    @JsonCreator
    public static CloseReason of(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no reason to close is called " + word));
    }
}
