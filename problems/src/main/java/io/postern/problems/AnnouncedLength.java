package io.postern.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns away a body whose announced length is too large, before a byte of it is read and before the server's own limit. */
@Singleton
public class AnnouncedLength {
    private static final int BEFORE_ALL_ELSE = 1000;
    private static final int LONGEST_NUMBER = 18;

    private final Dialects dialects;
    private final ObjectMapper json = new ObjectMapper();

    AnnouncedLength(Dialects dialects) {
        this.dialects = dialects;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_ELSE);
    }

    private void check(RoutingContext exchange) {
        String path = exchange.request().path();
        int limit = dialects.longestBodyAt(path == null ? "" : path);
        if (!tooLong(exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH), limit)) {
            exchange.next();
            return;
        }
        Problem problem = BodyLimit.exceeded(limit);
        Optional<Dialect> dialect = Optional.ofNullable(path).flatMap(dialects::at);
        exchange.response()
                .setStatusCode(problem.status())
                .putHeader(
                        HttpHeaders.CONTENT_TYPE, dialect.isPresent() ? MediaType.APPLICATION_JSON : Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(text(dialect.<Object>map(form -> form.refusal(problem)).orElse(problem)));
    }

    private static boolean tooLong(@Nullable String length, int limit) {
        return length != null
                && length.matches("[0-9]+")
                && (length.length() > LONGEST_NUMBER || Long.parseLong(length) > limit);
    }

    private String text(Object refusal) {
        try {
            return json.writeValueAsString(refusal);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem that cannot be written is a bug", e);
        }
    }
}
