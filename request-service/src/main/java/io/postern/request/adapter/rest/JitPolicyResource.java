package io.postern.request.adapter.rest;

import io.postern.contracts.id.VmId;
import io.postern.problems.Fields;
import io.postern.problems.Problem;
import io.postern.request.app.DeleteVmPolicy;
import io.postern.request.app.PolicyRemoved;
import io.postern.request.app.PutVmPolicy;
import io.postern.request.app.ShowPolicies;
import io.postern.request.app.VmPolicySight;
import io.postern.request.app.VmPolicyWritten;
import io.postern.request.domain.CoveredVm;
import io.postern.request.domain.Protection;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What the JIT policy of one VM says, the other VMs of that policy aside. The VM is named by its whole resource id. */
@Path("/api/v1/virtual-machines")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class JitPolicyResource {
    /** The id has slashes. */
    private static final String OF_VM = "{vm:.+}/jit-policy";

    private final ShowPolicies show;
    private final PutVmPolicy put;
    private final DeleteVmPolicy delete;
    private final Protection defaults;
    private final Callers callers;

    JitPolicyResource(ShowPolicies show, PutVmPolicy put, DeleteVmPolicy delete, Protection defaults, Callers callers) {
        this.show = show;
        this.put = put;
        this.delete = delete;
        this.defaults = defaults;
        this.callers = callers;
    }

    @GET
    @Path(OF_VM)
    public Response show(@PathParam("vm") String vm) {
        return shown(vm(vm));
    }

    @PUT
    @Path(OF_VM)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(@PathParam("vm") String vm, @Nullable PolicyBody body, @Context HttpHeaders headers) {
        PolicyBody given = Fields.required("body", body);
        VmPolicyWritten outcome = put.put(
                vm(vm),
                PolicyReader.ports(given, defaults),
                PolicyReader.conditions(given),
                EntityTags.preconditions(headers),
                callers.caller());
        return switch (outcome) {
            case VmPolicyWritten.Stored(CoveredVm covered, boolean _) -> covered(covered);
            case VmPolicyWritten.Refused(var refusals) -> PolicyRefusals.response(refusals);
            case VmPolicyWritten.PreconditionFailed() -> PolicyRefusals.preconditionFailed();
        };
    }

    @DELETE
    @Path(OF_VM)
    public Response delete(@PathParam("vm") String vm, @Context HttpHeaders headers) {
        VmId id = vm(vm);
        return switch (delete.delete(id, EntityTags.preconditions(headers), callers.caller())) {
            case PolicyRemoved.Deleted() -> Response.noContent().build();
            case PolicyRemoved.WasNotThere() -> shown(id);
            case PolicyRemoved.PreconditionFailed() -> PolicyRefusals.preconditionFailed();
            case PolicyRemoved.Refused(var refusals) -> PolicyRefusals.response(refusals);
        };
    }

    private Response shown(VmId vm) {
        return switch (show.ofVm(vm, callers.caller())) {
            case VmPolicySight.Covered(CoveredVm covered) -> covered(covered);
            case VmPolicySight.Uncovered() ->
                Problem.named("no-jit-policy", 404, "VM " + vm.name() + " is in no JIT policy.")
                        .response();
            case VmPolicySight.Unknown() -> PolicyRefusals.unknownVm();
            case VmPolicySight.NotEntitled() -> PolicyRefusals.notEntitled();
        };
    }

    private static Response covered(CoveredVm vm) {
        return Response.ok(VmPolicyView.of(vm))
                .header(HttpHeaders.ETAG, vm.etag())
                .build();
    }

    /** The id with or without its leading slash. */
    private static VmId vm(String text) {
        return Fields.read("virtual machine", text.startsWith("/") ? text : "/" + text, VmId::new);
    }
}
