package io.postern.enforcer.adapter.rest;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.ListState;
import io.postern.problems.Fields;
import io.postern.problems.Problem;
import io.postern.problems.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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
    @Path("/boundaries/{id:.+}")
    public BoundaryView boundary(@PathParam("id") String id) {
        BoundaryId boundary = Fields.read("id", "/" + id.replaceFirst("^/+", ""), BoundaryId::new);
        return state.boundary(boundary)
                .map(BoundaryView::of)
                .orElseThrow(() -> new Refused(Problem.of(404, "No virtual machine is known behind this boundary.")));
    }

    @GET
    @Path("/findings")
    public List<FindingView> findings() {
        return state.findings().stream().map(FindingView::of).toList();
    }
}
