package io.postern.portal.adapter.web.access;

import io.postern.portal.adapter.web.SeeOther;
import io.postern.portal.app.AccessRequests;
import io.postern.portal.app.Answer;
import io.postern.portal.app.Refusal;
import io.postern.portal.app.ShowAccess;
import io.postern.portal.app.SignedIn;
import io.postern.portal.app.Stop;
import io.postern.portal.domain.Person;
import io.postern.portal.domain.Place;
import io.postern.portal.domain.Right;
import io.postern.portal.domain.access.AccessCard;
import io.postern.portal.domain.access.AccessRequest;
import io.postern.portal.domain.access.Action;
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
import java.time.Clock;
import java.util.List;

/** Everything about one request, for its people: how it stands, its story, and what can be done with it. */
@Path("/requests/{id}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class RequestPage {
    private final ShowAccess show;
    private final AccessRequests requests;
    private final SignedIn caller;
    private final Clock clock;

    public RequestPage(ShowAccess show, AccessRequests requests, SignedIn caller, Clock clock) {
        this.show = show;
        this.requests = requests;
        this.caller = caller;
        this.clock = clock;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance page(AccessCard card, boolean own, Place from, boolean proven);

        static native TemplateInstance part(AccessCard card, boolean own, boolean proven);

        static native TemplateInstance confirm(AccessRequest request, Action how, boolean unsure);

        private Templates() {}
    }

    @GET
    public TemplateInstance page(@PathParam("id") String id) {
        AccessCard card = card(id);
        boolean own = isOwn(card.request());
        return Templates.page(card, own, own ? Place.MY_ACCESS : proven() ? Place.TRAIL : Place.APPROVALS, proven());
    }

    /** What an open page reads anew whenever something changes. */
    @GET
    @Path("story")
    public TemplateInstance story(@PathParam("id") String id) {
        AccessCard card = card(id);
        return Templates.part(card, isOwn(card.request()), proven());
    }

    /** Asks first, and says what happens. */
    @GET
    @Path("{action:release|cancel|revoke}")
    public TemplateInstance confirm(@PathParam("id") String id, @PathParam("action") String action) {
        AccessRequest request = requests.one(id).orStop();
        Action wanted = Action.named(action).orElseThrow();
        Person person = caller.person();
        if (!wanted.isOf(request, person)) {
            throw Stop.refused(new Refusal(403, "", wanted.foreign(), List.of()));
        }
        if (!Action.of(request, person).contains(wanted)) {
            throw Stop.refused(new Refusal(
                    409, "", "This request is " + request.state() + " now; that cannot be done any more.", List.of()));
        }
        // Who reads it without either role is an approver.
        return Templates.confirm(request, wanted, person.may(Right.READ) && !person.may(Right.CONFIGURE));
    }

    @POST
    @Path("{action:release|cancel|revoke}")
    public Response end(
            @PathParam("id") String id,
            @PathParam("action") String action,
            @FormParam("comment") @DefaultValue("") String comment,
            @Context HttpHeaders headers) {
        Answer<AccessRequest> ended = requests.end(id, Action.named(action).orElseThrow(), comment.strip());
        return SeeOther.to(headers, "/requests/" + ended.orStop().id());
    }

    private AccessCard card(String id) {
        return show.one(id, caller.person(), clock.instant()).orStop();
    }

    /** Whether this person may see the proof of its story. */
    private boolean proven() {
        return Place.TRAIL.opensTo(caller.person());
    }

    private boolean isOwn(AccessRequest request) {
        return request.requester().oid().equals(caller.person().id());
    }
}
