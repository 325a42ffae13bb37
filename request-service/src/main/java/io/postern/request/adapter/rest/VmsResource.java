package io.postern.request.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.contracts.id.VmId;
import io.postern.problems.Problem;
import io.postern.problems.Refused;
import io.postern.request.app.Inventory;
import io.postern.request.app.ShowVms;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The VMs of the inventory, in three lists. */
@Path("/api/v1/virtual-machines")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class VmsResource {
    private static final int MOST_GROUPS = 1_000;

    private final ShowVms show;
    private final Callers callers;
    private final Clock clock;

    /** A page of VMs; {@code next} is the {@code after} of the page that follows, if there is one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<VmView> value, @Nullable String next, Inventory.Counts counts) {}

    /** The resource groups that have VMs. */
    public record Groups(List<Inventory.Group> value) {}

    VmsResource(ShowVms show, Callers callers, Clock clock) {
        this.show = show;
        this.callers = callers;
        this.clock = clock;
    }

    @GET
    public Page page(
            @QueryParam("list") @Nullable String list,
            @QueryParam("health") @Nullable String health,
            @QueryParam("name") @Nullable String name,
            @QueryParam("subscription") @Nullable String subscription,
            @QueryParam("resourceGroup") @Nullable String group,
            @QueryParam("order") @Nullable String order,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        mayLook(show, callers);
        Inventory.Query query = VmQueries.query(list, health, name, subscription, group, order, after, limit);
        ShowVms.Shown shown = show.page(query, clock.instant());
        return new Page(
                shown.page().vms().stream().map(VmView::of).toList(),
                shown.page().next().map(VmId::value).orElse(null),
                shown.counts());
    }

    /** Where VMs are, for those who narrow the list. */
    @GET
    @Path("resource-groups")
    public Groups groups() {
        mayLook(show, callers);
        return new Groups(show.groups(MOST_GROUPS));
    }

    @GET
    @Path("{id:.+}")
    public Response one(@PathParam("id") String id) {
        mayLook(show, callers);
        return id(id).flatMap(vm -> show.one(vm, clock.instant()))
                .map(vm -> Response.ok(VmView.of(vm)).build())
                .orElseGet(() -> Problem.named(
                                "unknown-vm",
                                404,
                                "No such VM is known here; GET /api/v1/virtual-machines lists those that are.")
                        .response());
    }

    static void mayLook(ShowVms show, Callers callers) {
        if (!show.allows(callers.caller())) {
            throw new Refused(Problem.named(
                    "not-entitled", 403, "VMs are shown to those who hold a role of Postern, and you hold none."));
        }
    }

    private static Optional<VmId> id(String text) {
        try {
            return Optional.of(new VmId(text.startsWith("/") ? text : "/" + text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
