package io.postern.portal.adapter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;

/** Turns the bare no of the sign-in itself into pages that say what happened. */
final class LostSession {
    /** What a script gets instead of a redirect to the issuer. */
    static final int NO_SESSION = 499;

    private static final String BACK = "/sign-in/back";

    void explain(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        if (response.getStatusCode() == NO_SESSION
                && request.method() == HttpMethod.POST
                && request.getHeader("HX-Request") == null) {
            lead(
                    response,
                    "/sign-in/ended?to=" + URLEncoder.encode(CameFrom.page(request.getHeader("Referer")), UTF_8));
        } else if (response.getStatusCode() == 404 && BACK.equals(request.path())) {
            // Somebody who is signed in came once more with an answer of the issuer that was used up.
            lead(response, "/");
        } else if (response.getStatusCode() >= 400 && BACK.equals(request.path())) {
            lead(response, "/sign-in/failed");
        }
    }

    private static void lead(HttpServerResponse response, String path) {
        response.headers().remove("WWW-Authenticate");
        response.setStatusCode(303).putHeader("Location", path);
    }
}
