package io.postern.portal.adapter.web.machine;

import io.postern.contracts.id.VmId;
import io.postern.portal.adapter.web.SeeOther;
import io.postern.portal.app.Answer;
import io.postern.portal.app.SignedIn;
import io.postern.portal.app.Stop;
import io.postern.portal.app.machine.DenyPreviews;
import io.postern.portal.app.machine.Machines;
import io.postern.portal.domain.Right;
import io.postern.portal.domain.machine.DenyPreview;
import io.postern.portal.domain.machine.Link;
import io.postern.portal.domain.machine.Machine;
import io.postern.portal.domain.machine.MachinePolicy;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Taking the protection of one VM away, after saying what that does. */
@Path("/virtual-machines/remove")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class RemovePage {
    private final SignedIn caller;
    private final Machines machines;
    private final DenyPreviews denies;

    public RemovePage(SignedIn caller, Machines machines, DenyPreviews denies) {
        this.caller = caller;
        this.machines = machines;
        this.denies = denies;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance ask(Machine vm, MachinePolicy policy, DenyPreview plan);

        private Templates() {}
    }

    @GET
    public TemplateInstance ask(@QueryParam("id") @DefaultValue("") String id) {
        Stop.unless(caller.person(), Right.CONFIGURE);
        VmId vm = Known.id(id);
        Machine machine = machines.one(vm).orStop();
        MachinePolicy policy = machines.policy(vm).orStop();
        Answer<DenyPreview> plan = denies.of(vm, policy.ports());
        return Templates.ask(machine, policy, plan.or(DenyPreview.NONE));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response remove(
            @FormParam("id") @DefaultValue("") String id,
            @FormParam("etag") @DefaultValue("") String etag,
            @Context HttpHeaders headers) {
        Stop.unless(caller.person(), Right.CONFIGURE);
        VmId vm = Known.id(id);
        Machines.Gone _ = machines.remove(vm, etag).orStop();
        return SeeOther.to(
                headers,
                Link.to("/virtual-machines/one")
                        .with("id", vm.value())
                        .with("done", "removed")
                        .toString());
    }
}
