package io.postern.request.adapter.rest;

import io.postern.request.app.ShowVms;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The VMs of the inventory. */
@Path("/api/v1/virtual-machines")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class VmsResource {
    private final ShowVms show;

    /** All VMs. */
    public record Listed(List<VmView> value) {}

    VmsResource(ShowVms show) {
        this.show = show;
    }

    @GET
    public Listed all() {
        return new Listed(show.all().stream().map(VmView::of).toList());
    }
}
