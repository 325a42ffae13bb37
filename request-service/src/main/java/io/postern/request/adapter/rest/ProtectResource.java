package io.postern.request.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.contracts.id.VmId;
import io.postern.problems.Fields;
import io.postern.problems.Problem;
import io.postern.request.app.ProtectVms;
import io.postern.request.domain.Caller;
import io.postern.request.domain.Protection.Extent;
import io.postern.request.domain.Protection.Outcome;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Putting many VMs under protection at once. */
@Path("/api/v1/virtual-machines/protect")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class ProtectResource {
    private static final int MOST = 200;

    private final ProtectVms protect;
    private final Callers callers;

    /** What became of each VM. */
    public record Results(List<Result> value) {}

    /** What became of one VM: {@code protected}, {@code already-protected} or {@code refused}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(
            String virtualMachine, String outcome, @Nullable String detail) {
        static Result of(VmId vm, Outcome outcome) {
            return switch (outcome) {
                case Outcome.Protected _ -> new Result(vm.value(), "protected", null);
                case Outcome.AlreadyProtected _ -> new Result(vm.value(), "already-protected", null);
                case Outcome.Refused(String sentence) -> new Result(vm.value(), "refused", sentence);
            };
        }
    }

    ProtectResource(ProtectVms protect, Callers callers) {
        this.protect = protect;
        this.callers = callers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response protect(@Nullable ProtectBody body) {
        ProtectBody given = Fields.required("body", body);
        List<VmId> vms = Fields.each(
                "virtualMachines",
                Fields.required("virtualMachines", given.virtualMachines()),
                MOST,
                (field, text) -> Fields.read(field, text, VmId::new));
        if (vms.isEmpty()) {
            throw Fields.wrong("virtualMachines", "name at least one");
        }
        return protect.protect(vms, extent(given.ports()), callers.caller())
                .map(outcomes -> Response.ok(results(outcomes)).build())
                .orElseGet(() -> Problem.named(
                                "not-entitled", 403, "Protecting VMs needs the role " + Caller.CONFIGURE + ".")
                        .response());
    }

    private static Extent extent(@Nullable String ports) {
        if (ports == null) {
            return Extent.BY_SYSTEM;
        }
        if (ports.equals("all")) {
            return Extent.ALL;
        }
        throw Fields.wrong("ports", "it can only be 'all'");
    }

    private static Results results(Map<VmId, Outcome> outcomes) {
        return new Results(outcomes.entrySet().stream()
                .map(each -> Result.of(each.getKey(), each.getValue()))
                .toList());
    }
}
