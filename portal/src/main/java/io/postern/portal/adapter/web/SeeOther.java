package io.postern.portal.adapter.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Leads on after a form did its work, so that a reload does not do it again. */
public final class SeeOther {
    private SeeOther() {}

    /** To a path of the portal, also when htmx sent the form: then the whole page changes. */
    public static Response to(HttpHeaders headers, String path) {
        return headers.getHeaderString("HX-Request") != null
                ? Response.noContent().status(200).header("HX-Redirect", path).build()
                : Response.seeOther(URI.create(path)).build();
    }
}
