package io.postern.problems;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Turns away a body whose announced length is too large before a byte of it is read. */
@Provider
@PreMatching
public final class BodyLimit implements ContainerRequestFilter {
    private final long maxBytes;

    public BodyLimit(@ConfigProperty(name = "postern.max-body-bytes", defaultValue = "65536") long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String announced = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (announced != null && announced.length() > 18 || announced != null && Long.parseLong(announced) > maxBytes) {
            request.abortWith(Problem.of(413, "The body is larger than the " + maxBytes + " bytes that are read here.")
                    .response());
        }
    }
}
