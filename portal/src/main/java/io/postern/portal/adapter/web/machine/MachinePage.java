package io.postern.portal.adapter.web.machine;

import io.postern.contracts.id.VmId;
import io.postern.portal.app.Answer;
import io.postern.portal.app.SignedIn;
import io.postern.portal.app.Stop;
import io.postern.portal.app.machine.DenyPreviews;
import io.postern.portal.app.machine.MachineStory;
import io.postern.portal.app.machine.Machines;
import io.postern.portal.domain.Place;
import io.postern.portal.domain.machine.DenyPreview;
import io.postern.portal.domain.machine.Machine;
import io.postern.portal.domain.machine.MachineFinding;
import io.postern.portal.domain.machine.MachinePolicy;
import io.postern.portal.domain.machine.MachineView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything about one VM. */
@Path("/virtual-machines/one")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class MachinePage {
    private final SignedIn caller;
    private final Machines machines;
    private final MachineStory story;
    private final DenyPreviews denies;

    public MachinePage(SignedIn caller, Machines machines, MachineStory story, DenyPreviews denies) {
        this.caller = caller;
        this.machines = machines;
        this.story = story;
        this.denies = denies;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance one(MachineView view);

        static native TemplateInstance part(MachineView view);

        static native TemplateInstance shut(Machine vm, Answer<DenyPreview> answer, DenyPreview plan);

        static native TemplateInstance shutPage(Machine vm, Answer<DenyPreview> answer, DenyPreview plan);

        private Templates() {}
    }

    @GET
    public TemplateInstance one(
            @QueryParam("id") @DefaultValue("") String id, @QueryParam("done") @DefaultValue("") String done) {
        return Templates.one(view(id, done));
    }

    /** What changes while one looks: openings and requests. */
    @GET
    @Path("/now")
    public TemplateInstance now(@QueryParam("id") @DefaultValue("") String id) {
        return Templates.part(view(id, ""));
    }

    /** The deny rules that keep it shut, as the enforcer sees them just now: a part of the page, or without script a page. */
    @GET
    @Path("/shut")
    public TemplateInstance shut(
            @QueryParam("id") @DefaultValue("") String id, @HeaderParam("HX-Request") @Nullable String part) {
        Stop.unlessOpen(Place.FINDINGS, caller.person());
        VmId vm = Known.id(id);
        Machine machine = machines.one(vm).orStop();
        Answer<DenyPreview> answer =
                machine.ports().isEmpty() ? new Answer.Given<>(DenyPreview.NONE) : denies.of(vm, machine.ports());
        DenyPreview plan = answer.or(DenyPreview.NONE);
        return part == null ? Templates.shutPage(machine, answer, plan) : Templates.shut(machine, answer, plan);
    }

    private MachineView view(String id, String done) {
        Stop.unlessOpen(Place.VIRTUAL_MACHINES, caller.person());
        VmId vm = Known.id(id);
        Machine machine = machines.one(vm).orStop();
        var requests = story.requests(vm);
        Answer<List<MachineFinding>> findings =
                Place.FINDINGS.opensTo(caller.person()) ? story.findings() : new Answer.Given<>(List.of());
        List<String> demands = machine.isConfigured()
                ? machines.policy(vm).map(MachinePolicy::demandWords).or(List.of())
                : List.of();
        return new MachineView(
                machine,
                demands,
                requests.or(List.of()),
                requests.trouble(),
                findings.or(List.of()).stream()
                        .filter(finding -> finding.concerns(machine))
                        .toList(),
                findings.trouble(),
                caller.person(),
                done);
    }
}
