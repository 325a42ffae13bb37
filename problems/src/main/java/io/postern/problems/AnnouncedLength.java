package io.postern.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Turns away a body whose announced length is too large, before a byte of it is read and before the server's own limit. */
@Singleton
public class AnnouncedLength {
    private static final int BEFORE_ALL_ELSE = 1000;
    private static final int LONGEST_NUMBER = 18;

    private final BodyLimit limit;
    private final ObjectMapper json = new ObjectMapper();

    AnnouncedLength(BodyLimit limit) {
        this.limit = limit;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_ELSE);
    }

    private void check(RoutingContext exchange) {
        if (!tooLong(exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH))) {
            exchange.next();
            return;
        }
        exchange.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(text());
    }

    private boolean tooLong(@Nullable String length) {
        return length != null
                && length.matches("[0-9]+")
                && (length.length() > LONGEST_NUMBER || Long.parseLong(length) > limit.bytes());
    }

    private String text() {
        try {
            return json.writeValueAsString(limit.problem());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem that cannot be written is a bug", e);
        }
    }
}
