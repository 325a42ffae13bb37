package io.postern.problems;

import io.quarkus.security.ForbiddenException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers a known caller who lacks a role. */
@Provider
public final class ForbiddenMapper implements ExceptionMapper<ForbiddenException> {
    @Override
    public Response toResponse(ForbiddenException forbidden) {
        return Problem.of(403, "Your token does not carry the role that this needs.")
                .response();
    }
}
