package io.postern.portal.adapter.web.access;

import io.postern.portal.adapter.web.SeeOther;
import io.postern.portal.app.AccessRequests;
import io.postern.portal.app.Answer;
import io.postern.portal.app.Refusal;
import io.postern.portal.app.SignedIn;
import io.postern.portal.app.Stop;
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
import java.util.Optional;
import java.util.UUID;

/** Asking to keep an access for longer. */
@Path("/requests/{id}/extend")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ExtendPage {
    private final AccessRequests requests;
    private final SignedIn caller;

    public ExtendPage(AccessRequests requests, SignedIn caller) {
        this.requests = requests;
        this.caller = caller;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance extend(
                AccessRequest request, Longer longer, String reason, String key, String trouble);

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
        return shown(request, "", UUID.randomUUID().toString(), "");
    }

    @POST
    public Response extend(
            @PathParam("id") String id,
            @FormParam("longer") @DefaultValue("") String longer,
            @FormParam("reason") @DefaultValue("") String reason,
            @FormParam("key") @DefaultValue("") String key,
            @Context HttpHeaders headers) {
        String once = key.isEmpty() ? UUID.randomUUID().toString() : key;
        Answer<AccessRequest> answer = requests.extend(id, longer, reason.strip(), once);
        if (answer instanceof Answer.Refused<AccessRequest>(Refusal refusal) && !refusal.isMissing()) {
            AccessRequest request = requests.one(id).orStop();
            return Response.status(refusal.status())
                    .entity(shown(request, reason, UUID.randomUUID().toString(), refusal.sentence()))
                    .build();
        }
        return SeeOther.to(headers, "/requests/" + answer.orStop().id());
    }

    private TemplateInstance shown(AccessRequest request, String reason, String key, String trouble) {
        Optional<AskedVm> vm = request.targets().stream()
                .findFirst()
                .flatMap(target -> Optional.of(requests.vm(target.vm()))
                        .filter(Answer::given)
                        .map(Answer::orStop));
        return Templates.extend(request, Longer.of(request, vm), reason, key, trouble);
    }
}
