package io.postern.portal.adapter.web;

import io.postern.portal.app.SessionsUnavailable;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/** A page that got as far as to know who it is, and then could not change their session. */
@Provider
public class AwayMapper implements ExceptionMapper<SessionsUnavailable> {
    private static final Logger LOG = Logger.getLogger(AwayMapper.class);

    private final TroublePages pages;

    public AwayMapper(TroublePages pages) {
        this.pages = pages;
    }

    @Override
    public Response toResponse(SessionsUnavailable away) {
        LOG.warn(away.getMessage());
        return pages.of(Trouble.of(
                503, Titles.of(503), "The portal's database does not answer just now: try again in a moment."));
    }
}
