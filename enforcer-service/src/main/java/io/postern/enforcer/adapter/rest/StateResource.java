package io.postern.enforcer.adapter.rest;

import io.postern.enforcer.app.ListState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Boundaries and what is wrong at them. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed({Roles.READ, Roles.CONFIGURE})
public class StateResource {
    private final ListState state;

    public StateResource(ListState state) {
        this.state = state;
    }

    @GET
    @Path("/boundaries")
    public List<BoundaryView> boundaries() {
        return state.boundaries().stream().map(BoundaryView::of).toList();
    }

    @GET
    @Path("/findings")
    public List<FindingView> findings() {
        return state.findings().stream().map(FindingView::of).toList();
    }
}
