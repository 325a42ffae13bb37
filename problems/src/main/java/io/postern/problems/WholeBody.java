package io.postern.problems;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a body whole before it is parsed, up to the limit: for bodies that do not announce their length. */
@Provider
public class WholeBody implements ReaderInterceptor {
    private final BodyLimit limit;

    public WholeBody(BodyLimit limit) {
        this.limit = limit;
    }

    /** No bytes are no body: the resource gets null. */
    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        byte[] body = context.getInputStream().readNBytes(limit.bytes() + 1);
        if (body.length > limit.bytes()) {
            throw new Refused(limit.problem());
        }
        if (body.length == 0) {
            return null;
        }
        context.setInputStream(new ByteArrayInputStream(body));
        return context.proceed();
    }
}
