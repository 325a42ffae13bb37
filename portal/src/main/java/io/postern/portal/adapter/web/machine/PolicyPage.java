package io.postern.portal.adapter.web.machine;

import io.postern.contracts.id.VmId;
import io.postern.portal.adapter.web.SeeOther;
import io.postern.portal.app.Answer;
import io.postern.portal.app.Refusal;
import io.postern.portal.app.SignedIn;
import io.postern.portal.app.Stop;
import io.postern.portal.app.machine.DenyPreviews;
import io.postern.portal.app.machine.Machines;
import io.postern.portal.domain.Right;
import io.postern.portal.domain.machine.DenyPreview;
import io.postern.portal.domain.machine.Link;
import io.postern.portal.domain.machine.Machine;
import io.postern.portal.domain.machine.MachinePolicy;
import io.postern.portal.domain.machine.PolicyDraft;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The editor of what a policy says of one VM. It shows beforehand which deny rule it will write. */
@Path("/virtual-machines/policy")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
public class PolicyPage {
    private final SignedIn caller;
    private final Machines machines;
    private final DenyPreviews denies;

    public PolicyPage(SignedIn caller, Machines machines, DenyPreviews denies) {
        this.caller = caller;
        this.machines = machines;
        this.denies = denies;
    }

    /** The editor as it stands. {@code stale}: somebody else was faster. {@code preview}: null until it is asked for. */
    public record Edit(
            Machine vm,
            PolicyDraft draft,
            boolean stale,
            @Nullable Answer<DenyPreview> preview) {
        public boolean isPreviewed() {
            return preview != null;
        }

        /** What the preview says, if there is one. */
        public DenyPreview plan() {
            return preview == null ? DenyPreview.NONE : preview.or(DenyPreview.NONE);
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance edit(Edit edit);

        static native TemplateInstance deny(Answer<DenyPreview> answer, DenyPreview plan);

        private Templates() {}
    }

    @GET
    public TemplateInstance edit(@QueryParam("id") @DefaultValue("") String id) {
        Stop.unless(caller.person(), Right.CONFIGURE);
        VmId vm = Known.id(id);
        Machine machine = machines.one(vm).orStop();
        return Templates.edit(new Edit(machine, present(vm, machine), false, null));
    }

    @POST
    public Response act(MultivaluedMap<String, String> form, @Context HttpHeaders headers) {
        Stop.unless(caller.person(), Right.CONFIGURE);
        VmId vm = Known.id(PolicyForm.first(form, "id"));
        Machine machine = machines.one(vm).orStop();
        PolicyDraft draft = PolicyForm.read(form);
        String act = PolicyForm.first(form, "do");
        if (act.equals("save")) {
            return save(vm, machine, draft.checked(), headers);
        }
        if (act.equals("add") || act.startsWith("add-")) {
            String port = act.startsWith("add-") ? act.substring("add-".length()) : "";
            return shown(200, new Edit(machine, draft.mayGrow() ? draft.with(port) : draft, false, null));
        }
        if (act.matches("remove-[0-9]{1,2}")) {
            int row = Integer.parseInt(act.substring("remove-".length()));
            return shown(200, new Edit(machine, draft.without(row), false, null));
        }
        return shown(200, new Edit(machine, draft.checked(), false, preview(vm, draft)));
    }

    /** The deny rule for what is typed so far; nothing is written. */
    @POST
    @Path("/deny")
    public TemplateInstance deny(MultivaluedMap<String, String> form) {
        Stop.unless(caller.person(), Right.CONFIGURE);
        Answer<DenyPreview> answer = preview(Known.id(PolicyForm.first(form, "id")), PolicyForm.read(form));
        return Templates.deny(answer, answer.or(DenyPreview.NONE));
    }

    private Response save(VmId vm, Machine machine, PolicyDraft draft, HttpHeaders headers) {
        if (!draft.isRight()) {
            return shown(422, new Edit(machine, draft, false, null));
        }
        Answer<MachinePolicy> answer = machines.put(vm, draft.offers(), draft.demands(), draft.etag());
        return switch (answer) {
            case Answer.Given<MachinePolicy> _ ->
                SeeOther.to(
                        headers,
                        Link.to("/virtual-machines/one")
                                .with("id", vm.value())
                                .with("done", "saved")
                                .toString());
            case Answer.Refused<MachinePolicy>(Refusal refusal) ->
                refusal.status() == 412
                        ? shown(412, new Edit(machine, draft, true, null))
                        : shown(422, new Edit(machine, draft.because(said(refusal)), false, null));
            default -> shown(503, new Edit(machine, draft.because(List.of(answer.trouble())), false, null));
        };
    }

    private static List<String> said(Refusal refusal) {
        return refusal.unmet().isEmpty() ? List.of(refusal.sentence()) : refusal.unmet();
    }

    private static Response shown(int status, Edit edit) {
        return Response.status(status).entity(Templates.edit(edit)).build();
    }

    private Answer<DenyPreview> preview(VmId vm, PolicyDraft draft) {
        return draft.named().isEmpty() ? new Answer.Given<>(DenyPreview.NONE) : denies.of(vm, draft.named());
    }

    private PolicyDraft present(VmId vm, Machine machine) {
        Answer<MachinePolicy> policy = machines.policy(vm);
        return policy instanceof Answer.Refused<MachinePolicy>(Refusal refusal)
                        && refusal.name().equals("no-jit-policy")
                ? PolicyDraft.fresh(machine)
                : PolicyDraft.of(policy.orStop());
    }
}
