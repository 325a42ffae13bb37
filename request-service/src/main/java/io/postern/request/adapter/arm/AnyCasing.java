package io.postern.request.adapter.arm;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/** Lets an address be found however its fixed segments are spelt. */
@Provider
@PreMatching
public class AnyCasing implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        URI asked = request.getUriInfo().getRequestUri();
        ArmPath.canonical(asked.getRawPath())
                .filter(path -> !path.equals(asked.getRawPath()))
                .ifPresent(path -> request.setRequestUri(asked.resolve(withQuery(path, asked))));
    }

    private static String withQuery(String path, URI asked) {
        return asked.getRawQuery() == null ? path : path + "?" + asked.getRawQuery();
    }
}
