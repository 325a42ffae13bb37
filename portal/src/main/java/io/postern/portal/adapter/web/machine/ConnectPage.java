package io.postern.portal.adapter.web.machine;

import io.postern.contracts.id.VmId;
import io.postern.portal.app.Answer;
import io.postern.portal.app.SignedIn;
import io.postern.portal.app.Stop;
import io.postern.portal.app.machine.MachineStory;
import io.postern.portal.app.machine.Machines;
import io.postern.portal.domain.Place;
import io.postern.portal.domain.machine.ConnectView;
import io.postern.portal.domain.machine.Machine;
import io.postern.portal.domain.machine.MachineRequest;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** How to connect to a VM, or what has to come first. */
@Path("/connect")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ConnectPage {
    private final SignedIn caller;
    private final Machines machines;
    private final MachineStory story;

    public ConnectPage(SignedIn caller, Machines machines, MachineStory story) {
        this.caller = caller;
        this.machines = machines;
        this.story = story;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance connect(ConnectView view);

        static native TemplateInstance part(ConnectView view);

        private Templates() {}
    }

    @GET
    public TemplateInstance connect(@QueryParam("vm") @DefaultValue("") String vm) {
        return Templates.connect(view(vm));
    }

    /** The part that changes when a port opens or shuts. */
    @GET
    @Path("/step")
    public TemplateInstance step(@QueryParam("vm") @DefaultValue("") String vm) {
        return Templates.part(view(vm));
    }

    private ConnectView view(String id) {
        Stop.unlessOpen(Place.VIRTUAL_MACHINES, caller.person());
        VmId vm = Known.id(id);
        Machine machine = machines.one(vm).orStop();
        Answer<List<MachineRequest>> requests = machine.isConfigured() ? story.mine(vm) : new Answer.Given<>(List.of());
        return new ConnectView(machine, requests.or(List.of()), requests.trouble(), caller.person());
    }
}
