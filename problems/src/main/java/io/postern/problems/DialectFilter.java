package io.postern.problems;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;

/** Puts a problem into the form that its address speaks. */
@Provider
public class DialectFilter implements ContainerResponseFilter {
    private final Dialects dialects;

    public DialectFilter(Dialects dialects) {
        this.dialects = dialects;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem) {
            dialects.at(request.getUriInfo().getPath())
                    .ifPresent(dialect -> response.setEntity(
                            dialect.refusal(problem), new Annotation[0], MediaType.APPLICATION_JSON_TYPE));
        }
    }
}
