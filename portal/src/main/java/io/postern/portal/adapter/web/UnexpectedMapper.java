package io.postern.portal.adapter.web;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import org.jboss.logging.Logger;

/** A bug or a broken machine: people get a number to tell, operators the rest. */
@Provider
public class UnexpectedMapper implements ExceptionMapper<Exception> {
    private static final Logger LOG = Logger.getLogger(UnexpectedMapper.class);

    private final TroublePages pages;

    public UnexpectedMapper(TroublePages pages) {
        this.pages = pages;
    }

    @Override
    public Response toResponse(Exception exception) {
        String number = UUID.randomUUID().toString().substring(0, 8);
        LOG.errorf(exception, "A page failed, number %s", number);
        return pages.of(Trouble.of(
                500, Titles.of(500), "It was written down under number " + number + ". Try again in a moment."));
    }
}
