package io.postern.problems;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Answers what nobody foresaw: the log gets the cause, the caller a number to quote. */
@Provider
public final class UnexpectedMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(UnexpectedMapper.class);

    @Override
    public Response toResponse(Throwable cause) {
        String number = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.errorf(cause, "incident=%s: a request ended in an unexpected failure", number);
        return Problem.of(500, "Something went wrong here, not with your request; quote incident " + number + ".")
                .response();
    }
}
