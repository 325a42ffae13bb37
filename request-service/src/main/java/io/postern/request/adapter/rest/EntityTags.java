package io.postern.request.adapter.rest;

import io.postern.problems.Fields;
import io.postern.request.domain.Preconditions;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** Reads the headers that make an order depend on what is there. */
final class EntityTags {
    private EntityTags() {}

    static Preconditions preconditions(HttpHeaders headers) {
        Optional<String> none = joined(headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH));
        if (none.filter(text -> !text.equals("*")).isPresent()) {
            throw Fields.wrong(HttpHeaders.IF_NONE_MATCH, "it can only be '*'");
        }
        return new Preconditions(joined(headers.getRequestHeader(HttpHeaders.IF_MATCH)), none.isPresent());
    }

    private static Optional<String> joined(List<String> values) {
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    }
}
