package io.postern.portal.adapter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.postern.portal.app.SignIn;
import io.postern.portal.domain.Draft;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;

/**
 * Leads people whom a service wants to see sign in more strongly to the issuer, and back to where they were. Only what they
 * did leads there by itself: a page that only wanted to be shown offers the way, and so cannot turn round and round.
 */
@Singleton
public class StrongerSignInPages {
    private final SignIn signIn;
    private final TroublePages pages;
    private final HttpHeaders headers;
    private final Request request;
    private final UriInfo uri;

    public StrongerSignInPages(SignIn signIn, TroublePages pages, HttpHeaders headers, Request request, UriInfo uri) {
        this.signIn = signIn;
        this.pages = pages;
        this.headers = headers;
        this.request = request;
        this.uri = uri;
    }

    /** Remembers what is asked for, and answers with the way there. */
    public Response lead(String claims, Optional<Draft> draft) {
        signIn.demand(claims, draft);
        boolean reads = "GET".equals(request.getMethod());
        boolean part = headers.getHeaderString("HX-Request") != null;
        String back = draft.map(Draft::page)
                .orElseGet(() -> reads && !part
                        ? CameFrom.path(uri.getRequestUri())
                        : CameFrom.page(headers.getHeaderString("Referer")));
        String way = SignIn.CONFIRM + "?to=" + URLEncoder.encode(back, UTF_8);
        if (part && !reads) {
            return SeeOther.to(headers, way);
        }
        if (!reads) {
            // Not a redirect: where a form may lead to, however often it is led on, the security policy limits to the
            // portal.
            return Response.fromResponse(confirm(200, way))
                    .header("Refresh", "0; url=" + way)
                    .build();
        }
        return confirm(403, way);
    }

    private Response confirm(int status, String way) {
        return pages.of(new Trouble(
                status,
                "Confirm that it is you",
                "This needs a stronger sign-in, such as one with a second factor.",
                List.of(),
                "lock",
                way,
                "Confirm"));
    }
}
