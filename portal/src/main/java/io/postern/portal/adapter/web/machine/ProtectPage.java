package io.postern.portal.adapter.web.machine;

import io.postern.portal.app.SignedIn;
import io.postern.portal.app.Stop;
import io.postern.portal.app.machine.Machines;
import io.postern.portal.domain.Right;
import io.postern.portal.domain.machine.MachineName;
import io.postern.portal.domain.machine.Protected;
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
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Enabling JIT on VMs, one or many: first what it does, then what became of each. */
@Path("/virtual-machines/protect")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ProtectPage {
    private final SignedIn caller;
    private final Machines machines;

    public ProtectPage(SignedIn caller, Machines machines) {
        this.caller = caller;
        this.machines = machines;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance ask(List<MachineName> vms);

        static native TemplateInstance results(Protected results);

        private Templates() {}
    }

    @GET
    public TemplateInstance askAboutOne(@QueryParam("vm") @DefaultValue("") String vm) {
        return ask(List.of(vm));
    }

    /** Asks about the chosen ones. It is a form that leads here, because so many ids fit into no address; nothing changes. */
    @POST
    @Path("/review")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public TemplateInstance askAboutMany(@FormParam("vm") List<String> vms) {
        return ask(vms);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public TemplateInstance protect(
            @FormParam("vm") List<String> vms, @FormParam("ports") @DefaultValue("") String ports) {
        Stop.unless(caller.person(), Right.CONFIGURE);
        List<String> named = MachineName.of(vms).stream().map(MachineName::id).toList();
        return named.isEmpty()
                ? Templates.ask(List.of())
                : Templates.results(machines.protect(named, ports.equals("all")).orStop());
    }

    private TemplateInstance ask(List<String> vms) {
        Stop.unless(caller.person(), Right.CONFIGURE);
        return Templates.ask(MachineName.of(vms));
    }
}
