package io.postern.problems;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Answers failures: an outage as one, and what nobody foresaw with a number to quote; the log gets the cause. */
@Provider
public final class UnexpectedMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(UnexpectedMapper.class);
    private static final int RETRY_AFTER_SECONDS = 5;

    @Override
    public Response toResponse(Throwable cause) {
        return Outage.in(cause).map(outage -> unavailable(outage, cause)).orElseGet(() -> unexpected(cause));
    }

    private static Response unavailable(Outage outage, Throwable cause) {
        LOG.warnf("a request was put off: %s (%s)", outage, cause);
        return Problem.of(503, outage.sentence())
                .builder()
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    private static Response unexpected(Throwable cause) {
        String number = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.errorf(cause, "incident=%s: a request ended in an unexpected failure", number);
        return Problem.of(500, "Something went wrong here, not with your request; quote incident " + number + ".")
                .response();
    }
}
