package io.postern.problems;

import io.quarkus.security.AuthenticationFailedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers a caller whose token is not accepted. */
@Provider
public final class InvalidTokenMapper implements ExceptionMapper<AuthenticationFailedException> {
    @Override
    public Response toResponse(AuthenticationFailedException invalid) {
        return Unauthenticated.invalid();
    }
}
