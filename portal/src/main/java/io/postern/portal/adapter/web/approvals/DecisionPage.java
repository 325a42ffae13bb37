package io.postern.portal.adapter.web.approvals;

import io.postern.portal.adapter.web.SeeOther;
import io.postern.portal.app.Answer;
import io.postern.portal.app.Approvals;
import io.postern.portal.app.EarlierRequests;
import io.postern.portal.app.SignIn;
import io.postern.portal.app.SignedIn;
import io.postern.portal.app.Stop;
import io.postern.portal.domain.Draft;
import io.postern.portal.domain.approval.DecisionForm;
import io.postern.portal.domain.approval.Outcome;
import io.postern.portal.domain.approval.Pending;
import io.postern.portal.domain.approval.RequestIds;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One thing that waits: all that is signed with it, and the answer. */
@Path("/approvals")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class DecisionPage {
    private static final String HERE = "/approvals/";

    private final SignedIn caller;
    private final Approvals approvals;
    private final EarlierRequests earlier;
    private final SignIn signIn;
    private final Clock clock;

    public DecisionPage(SignedIn caller, Approvals approvals, EarlierRequests earlier, SignIn signIn, Clock clock) {
        this.caller = caller;
        this.signIn = signIn;
        this.approvals = approvals;
        this.earlier = earlier;
        this.clock = clock;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance page(DecisionView view, Pending p);

        static native TemplateInstance agreed(Pending p);

        static native TemplateInstance over(GoneView gone);

        static native TemplateInstance gone(GoneView gone);

        static native TemplateInstance kept(KeptView kept);

        private Templates() {}
    }

    @GET
    @Path("/{id}")
    public Response page(@PathParam("id") String id) {
        return waiting(id)
                .orStop()
                .map(pending -> shown(200, view(pending, begun(pending), Map.of()), pending))
                .orElseGet(() -> gone(goneView(id)));
    }

    /** Who has answered so far: the part that is fetched anew whenever something changed. */
    @GET
    @Path("/{id}/agreed")
    public TemplateInstance agreed(@PathParam("id") String id) {
        return waiting(id).orStop().map(Templates::agreed).orElseGet(() -> Templates.over(goneView(id)));
    }

    @POST
    @Path("/{id}/decisions")
    public Response decide(@PathParam("id") String id, MultivaluedMap<String, String> fields, HttpHeaders headers) {
        DecisionForm form = form(fields);
        Draft draft = new Draft(HERE + id, fields);
        Answer<Optional<Pending>> look = waiting(id);
        Stop.ifUnconfirmed(look, draft);
        if (look instanceof Answer.Silent<Optional<Pending>>) {
            return kept(KeptView.unsent(id, form, look));
        }
        Optional<Pending> found = look.orStop();
        if (found.isEmpty()) {
            return gone(goneView(id));
        }
        Pending pending = found.get();
        Map<String, String> wrong = form.wrong(pending);
        if (!wrong.isEmpty()) {
            return shown(422, view(pending, form, wrong), pending);
        }
        Answer<Outcome> answer = approvals.decide(id, form.decision(pending));
        Stop.ifUnconfirmed(answer, draft);
        return switch (answer) {
            case Answer.Given<Outcome>(Outcome outcome)
            when outcome.hint() == null -> SeeOther.to(headers, "/approvals?said=" + form.choice());
            case Answer.Given<Outcome> _ -> SeeOther.to(headers, HERE + id);
            default -> refused(id, form, answer);
        };
    }

    /** What it has become meanwhile is shown together with the no, and what was written is kept. */
    private Response refused(String id, DecisionForm form, Answer<Outcome> answer) {
        Answer<Optional<Pending>> look = waiting(id);
        if (look instanceof Answer.Silent<Optional<Pending>>) {
            return kept(KeptView.unsure(id, form, answer));
        }
        return look.orStop()
                .map(now -> {
                    DecisionForm afresh = new DecisionForm(
                            form.choice(),
                            form.reason(),
                            now.requestDigest(),
                            form.duration(),
                            form.ports(),
                            form.sources(),
                            form.only());
                    return shown(409, view(now, afresh, Map.of()).with(answer), now);
                })
                .orElseGet(() -> gone(
                        GoneView.of(id, earlier.one(id), caller.person().id()).with(answer)));
    }

    private GoneView goneView(String id) {
        return GoneView.of(id, earlier.one(id), caller.person().id());
    }

    private Answer<Optional<Pending>> waiting(String id) {
        return RequestIds.isOne(id) ? approvals.one(id) : new Answer.Given<>(Optional.empty());
    }

    private DecisionView view(Pending pending, DecisionForm form, Map<String, String> wrong) {
        return DecisionView.of(form, wrong, pending.shorter(clock.instant()), earlier.before(pending));
    }

    private DecisionForm begun(Pending pending) {
        return signIn.draft(HERE + pending.requestId())
                .map(draft -> form(draft.fields()).about(pending))
                .orElseGet(() -> DecisionForm.of(pending));
    }

    private static Response shown(int status, DecisionView view, Pending pending) {
        return Response.status(status).entity(Templates.page(view, pending)).build();
    }

    private static Response gone(GoneView gone) {
        return Response.status(gone.known() ? 200 : 404)
                .entity(Templates.gone(gone))
                .build();
    }

    private static Response kept(KeptView kept) {
        return Response.status(503).entity(Templates.kept(kept)).build();
    }

    private static DecisionForm form(Map<String, List<String>> fields) {
        return new DecisionForm(
                first(fields, "choice"),
                first(fields, "reason"),
                first(fields, "digest"),
                first(fields, "duration"),
                fields.getOrDefault("port", List.of()),
                fields.getOrDefault("source", List.of()),
                first(fields, "only"));
    }

    private static String first(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, List.of("")).getFirst();
    }
}
