package io.postern.portal.adapter.web;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What the HTTP layer itself turns away: addresses that there are not, forms that cannot be read. */
@Provider
public class HttpMapper implements ExceptionMapper<WebApplicationException> {
    private final TroublePages pages;

    public HttpMapper(TroublePages pages) {
        this.pages = pages;
    }

    @Override
    public Response toResponse(WebApplicationException exception) {
        Response response = exception.getResponse();
        if (response.getStatus() < 400) {
            return response;
        }
        return pages.of(
                Trouble.of(response.getStatus(), Titles.of(response.getStatus()), sentence(response.getStatus())));
    }

    private static String sentence(int status) {
        return switch (status) {
            case 404 -> "The address is wrong, or what was there is gone.";
            case 413 -> "What was sent is longer than anything that is asked for here.";
            default -> "The portal could not read what was sent. Go back and try again.";
        };
    }
}
