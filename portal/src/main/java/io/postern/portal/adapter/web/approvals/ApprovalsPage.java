package io.postern.portal.adapter.web.approvals;

import io.postern.portal.app.Approvals;
import io.postern.portal.app.SignedIn;
import io.postern.portal.app.Stop;
import io.postern.portal.domain.Place;
import io.postern.portal.domain.approval.RequestIds;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** What waits for the person who is signed in. */
@Path("/approvals")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ApprovalsPage {
    private final SignedIn caller;
    private final Approvals approvals;

    public ApprovalsPage(SignedIn caller, Approvals approvals) {
        this.caller = caller;
        this.approvals = approvals;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance page(QueueView queue);

        static native TemplateInstance part(QueueView queue);

        private Templates() {}
    }

    @GET
    public TemplateInstance page(
            @QueryParam("after") @DefaultValue("") String after, @QueryParam("said") @DefaultValue("") String said) {
        return Templates.page(queue(after, said));
    }

    /** The part that is fetched anew whenever something changed. */
    @GET
    @Path("/list")
    public TemplateInstance list(@QueryParam("after") @DefaultValue("") String after) {
        return Templates.part(queue(after, ""));
    }

    private QueueView queue(String after, String said) {
        Stop.unlessOpen(Place.APPROVALS, caller.person());
        String behind = RequestIds.isOne(after) ? after : "";
        var waiting = approvals
                .waiting(behind)
                .map(page -> page.unansweredBy(caller.person().id()));
        return QueueView.of(waiting, approvals.reviews(), behind, sentence(said));
    }

    private static String sentence(String said) {
        return switch (said) {
            case "approve" -> "Your approval was taken.";
            case "less" -> "Your approval of less was taken.";
            case "deny" -> "Your denial was taken: the request is over.";
            default -> "";
        };
    }
}
