package io.postern.request.adapter.arm;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.regex.Pattern;

/** Numbers every answer as Azure does, the earliest refusals too, and repeats the caller's own number if asked to. */
@Singleton
public class CallNumbers {
    private static final int BEFORE_ALL_ELSE = 2000;
    private static final String CLIENTS_OWN = "x-ms-client-request-id";
    private static final Pattern NUMBER = Pattern.compile("[\\x21-\\x7e]{1,128}");

    void register(@Observes Filters filters) {
        filters.register(CallNumbers::number, BEFORE_ALL_ELSE);
    }

    private static void number(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (ArmPath.covers(exchange.normalizedPath())) {
            exchange.response().putHeader("x-ms-request-id", UUID.randomUUID().toString());
            String own = request.getHeader(CLIENTS_OWN);
            if (own != null
                    && NUMBER.matcher(own).matches()
                    && "true".equalsIgnoreCase(request.getHeader("x-ms-return-client-request-id"))) {
                exchange.response().putHeader(CLIENTS_OWN, own);
            }
        }
        exchange.next();
    }
}
