package io.postern.problems;

import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a body whole before it is parsed, up to the limit: for bodies that do not announce their length. */
@Provider
public class WholeBody implements ReaderInterceptor {
    private final Dialects dialects;
    private final UriInfo address;

    public WholeBody(Dialects dialects, UriInfo address) {
        this.dialects = dialects;
        this.address = address;
    }

    /** No bytes are no body: the resource gets null. */
    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        int limit = dialects.longestBodyAt(address.getPath());
        byte[] body = context.getInputStream().readNBytes(limit + 1);
        if (body.length > limit) {
            throw new Refused(BodyLimit.exceeded(limit));
        }
        if (body.length == 0) {
            return null;
        }
        context.setInputStream(new ByteArrayInputStream(body));
        return context.proceed();
    }
}
