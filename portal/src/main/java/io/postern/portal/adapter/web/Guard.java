package io.postern.portal.adapter.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jboss.logging.Logger;

/** Stands before everything else: headers for every answer, and no changes on behalf of other sites. */
@Singleton
public class Guard {
    /** Before anything that looks at who it is. */
    private static final int FIRST = 1000;

    private static final Logger LOG = Logger.getLogger(Guard.class);

    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /** By {@code Postern-Page} a script tells what the portal says from what a proxy before it does. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Postern-Page", "1");

    private final InstantSource clock;
    private final Counter refused;
    private final LostSession lost = new LostSession();

    public Guard(InstantSource clock, MeterRegistry meters) {
        this.clock = clock;
        this.refused = Counter.builder("postern.portal.refused.forms")
                .description("Forms that no page of the portal sent")
                .register(meters);
    }

    void stand(@Observes Filters filters) {
        filters.register(this::look, FIRST);
    }

    private void look(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        HEADERS.forEach(response::putHeader);
        response.putHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
        if (request.isSSL()) {
            response.putHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        context.addHeadersEndHandler(_ -> {
            if (!response.headers().contains("Cache-Control")) {
                response.putHeader("Cache-Control", "no-store");
            }
            lost.explain(context);
        });
        HttpMethod method = request.method();
        if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
            context.next();
        } else if (method != HttpMethod.POST) {
            refuse(context, 405, "This cannot be done here.");
        } else if (FormOrigin.isOwn(
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader("Origin"),
                request.scheme() + "://" + request.authority())) {
            context.next();
        } else {
            refused.increment();
            LOG.warnf("A form from another site was refused: %s", request.path());
            refuse(context, 403, "This form was not sent from a page of Postern.");
        }
    }

    private static void refuse(RoutingContext context, int status, String sentence) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain;charset=UTF-8")
                .end(sentence);
    }
}
