package io.postern.request.adapter.rest;

import io.postern.problems.Problem;
import io.postern.problems.Refused;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/** Refuses calls that name no host that can be one: without it no address can be made sense of or given out. */
@Provider
@PreMatching
@Priority(HostNamed.BEFORE_ALL_ELSE)
public class HostNamed implements ContainerRequestFilter {
    static final int BEFORE_ALL_ELSE = 100;

    private final HttpServerRequest request;

    HostNamed(HttpServerRequest request) {
        this.request = request;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        if (request.authority() == null) {
            throw new Refused(Problem.of(400, "Name the host that is called in the header Host."));
        }
    }
}
