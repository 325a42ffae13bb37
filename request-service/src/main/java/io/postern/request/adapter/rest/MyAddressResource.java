package io.postern.request.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.request.domain.Limits;
import io.postern.request.domain.OwnAddress;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** The address that a request without sources would be for. */
@Path("/api/v1/my-address")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class MyAddressResource {
    private final Callers callers;
    private final Limits limits;

    /** {@code kind} is public, private, shared (by a carrier), unusable, or unclear, and then there is no address. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(@Nullable String address, String kind) {}

    MyAddressResource(Callers callers, Limits limits) {
        this.callers = callers;
        this.limits = limits;
    }

    @GET
    public View mine() {
        OwnAddress own = OwnAddress.of(callers.address(), limits.sourceMap());
        return new View(own.text().orElse(null), own.kind().word());
    }
}
