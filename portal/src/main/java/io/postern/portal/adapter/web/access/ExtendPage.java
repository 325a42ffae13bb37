package io.postern.portal.adapter.web.access;

import io.postern.portal.adapter.web.SeeOther;
import io.postern.portal.app.AccessRequests;
import io.postern.portal.app.Answer;
import io.postern.portal.app.Refusal;
import io.postern.portal.app.SignIn;
import io.postern.portal.app.SignedIn;
import io.postern.portal.app.Stop;
import io.postern.portal.domain.Draft;
import io.postern.portal.domain.access.AccessRequest;
import io.postern.portal.domain.access.Action;
import io.postern.portal.domain.access.AskedVm;
import io.postern.portal.domain.access.Longer;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Asking to keep an access for longer. */
@Path("/requests/{id}/extend")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ExtendPage {
    private final AccessRequests requests;
    private final SignedIn caller;
    private final SignIn signIn;

    public ExtendPage(AccessRequests requests, SignedIn caller, SignIn signIn) {
        this.requests = requests;
        this.caller = caller;
        this.signIn = signIn;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance extend(ExtendView view);

        private Templates() {}
    }

    @GET
    public TemplateInstance form(@PathParam("id") String id) {
        AccessRequest request = requests.one(id).orStop();
        if (!Action.of(request, caller.person()).contains(Action.EXTEND)) {
            throw Stop.refused(new Refusal(
                    409,
                    "",
                    "Only open access can be extended, by whoever asked for it; this request is " + request.state()
                            + ".",
                    List.of()));
        }
        ExtendView.Filled filled = signIn.draft(address(id))
                .map(draft -> filled(draft.first("longer"), draft.first("reason"), draft.first("key")))
                .orElseGet(() -> filled("", "", ""));
        return Templates.extend(ExtendView.of(request, longer(request), filled, ""));
    }

    @POST
    public Response extend(
            @PathParam("id") String id,
            @FormParam("longer") @DefaultValue("") String longer,
            @FormParam("reason") @DefaultValue("") String reason,
            @FormParam("key") @DefaultValue("") String key,
            @Context HttpHeaders headers) {
        ExtendView.Filled filled = filled(longer, reason, key);
        Answer<AccessRequest> answer = requests.extend(id, longer, reason.strip(), filled.key());
        if (answer instanceof Answer.Refused<AccessRequest>(Refusal refusal) && !refusal.isMissing()) {
            // the key stays: an earlier press that nobody answered may have been taken with it
            ExtendView.Filled next = isReused(refusal) ? filled(longer, reason, "") : filled;
            return shown(refusal.status(), view(id, next, said(refusal)));
        }
        if (answer instanceof Answer.Silent<AccessRequest>) {
            // the same key again: should it have been done, it is not done twice
            return shown(503, view(id, filled, answer.trouble()).again());
        }
        Stop.ifUnconfirmed(answer, new Draft(address(id), fields(filled)));
        return SeeOther.to(headers, "/requests/" + answer.orStop().id());
    }

    /** Made of what was sent where the service has no more to say. */
    private ExtendView view(String id, ExtendView.Filled filled, String trouble) {
        return requests.one(id) instanceof Answer.Given<AccessRequest>(AccessRequest request)
                ? ExtendView.of(request, longer(request), filled, trouble)
                : ExtendView.unseen(id, filled, trouble);
    }

    private Longer longer(AccessRequest request) {
        Optional<AskedVm> vm = request.targets().stream()
                .findFirst()
                .flatMap(target -> Optional.of(requests.vm(target.vm()))
                        .filter(Answer::given)
                        .map(Answer::orStop));
        return Longer.of(request, vm);
    }

    private static Response shown(int status, ExtendView view) {
        return Response.status(status).entity(Templates.extend(view)).build();
    }

    private static boolean isReused(Refusal refusal) {
        return refusal.name().equals("key-reused");
    }

    private static String said(Refusal refusal) {
        return isReused(refusal)
                ? "This form was sent before, with something else in it, and that was taken. Look at the request before"
                        + " you send it once more."
                : refusal.sentence();
    }

    private static ExtendView.Filled filled(String length, String reason, String key) {
        return new ExtendView.Filled(
                length, reason, key.isEmpty() ? UUID.randomUUID().toString() : key);
    }

    private static Map<String, List<String>> fields(ExtendView.Filled filled) {
        return Map.of(
                "longer", List.of(filled.length()), "reason", List.of(filled.reason()), "key", List.of(filled.key()));
    }

    private static String address(String id) {
        return "/requests/" + id + "/extend";
    }
}
