package io.postern.approval.adapter.rest;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a reviewer sends. */
public record ReviewBody(
        @JsonProperty(required = true) Boolean justified,
        @JsonProperty(required = true) String comment) {
    public ReviewBody {
        if (justified == null) {
            throw new IllegalArgumentException("'justified' is true or false");
        }
        PlainText.check("a comment", comment);
    }
}
