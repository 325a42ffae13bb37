package io.postern.approval.adapter.rest;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a person sends to enrol an account: the code that the bot gave them there. */
public record EnrolmentBody(@JsonProperty(required = true) String code) {
    private static final int LONGEST = 4096;

    public EnrolmentBody {
        if (code == null || code.isBlank() || code.length() > LONGEST) {
            throw new IllegalArgumentException("a code has 1 to " + LONGEST + " characters");
        }
    }

    /** Whoever has the code can use it: it stays out of logs. */
    @Override
    public String toString() {
        return "EnrolmentBody";
    }
}
