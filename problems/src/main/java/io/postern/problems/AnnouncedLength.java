package io.postern.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/**
 * Turns away a body whose announced length is too large, before a byte of it is read and before the server's own limit. A
 * body of another announced length is read before a thread is given to its request: a thread that waits for a body is put
 * to sleep and woken for each of its pieces, which costs more than all that is done with most bodies, and a sender that
 * takes its time would hold it.
 */
@Singleton
public class AnnouncedLength {
    private static final int BEFORE_ALL_ELSE = 1000;
    private static final int LONGEST_NUMBER = 18;

    private final BodyHandler body = BodyHandler.create(false);
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
        String announced = exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced == null) {
            exchange.next();
            return;
        }
        int limit = dialects.longestBodyAt(path == null ? "" : path);
        if (!tooLong(announced, limit)) {
            read(exchange, announced);
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

    /**
     * Over HTTP/2 the body stays where it is: that server's requests cannot be handed on once they were read. Of an empty
     * body nothing would be left that says it was read, and the REST layer would wait for it.
     */
    private void read(RoutingContext exchange, String announced) {
        if (exchange.request().version() == HttpVersion.HTTP_2
                || announced.chars().allMatch(digit -> digit == '0')) {
            exchange.next();
        } else {
            body.handle(exchange);
        }
    }

    private static boolean tooLong(String length, int limit) {
        return length.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                && !length.isEmpty()
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
