package io.postern.portal.adapter.web.trail;

import io.postern.portal.app.Answer;
import io.postern.portal.app.SignedIn;
import io.postern.portal.app.Stop;
import io.postern.portal.app.TrailReads;
import io.postern.portal.domain.Place;
import io.postern.portal.domain.trail.Checkpoint;
import io.postern.portal.domain.trail.Told;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The story of one request, each step with its proof. */
@Path("/trail")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class StoryPage {
    private static final Checkpoint UNKNOWN = new Checkpoint("", 0, "");

    private final SignedIn caller;
    private final TrailReads trail;

    public StoryPage(SignedIn caller, TrailReads trail) {
        this.caller = caller;
        this.trail = trail;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance page(Told told, Checkpoint checkpoint);

        static native TemplateInstance steps(Told told, Checkpoint checkpoint);

        private Templates() {}
    }

    @GET
    @Path("/{request}")
    public TemplateInstance page(@PathParam("request") String request) {
        return Templates.page(told(request), checkpoint());
    }

    /** The part that is fetched anew until all of it is proven. */
    @GET
    @Path("/{request}/steps")
    public TemplateInstance steps(@PathParam("request") String request) {
        return Templates.steps(told(request), checkpoint());
    }

    private Told told(String request) {
        Stop.unlessOpen(Place.TRAIL, caller.person());
        return trail.story(request).orStop();
    }

    private Checkpoint checkpoint() {
        Answer<Checkpoint> newest = trail.checkpoint();
        return newest.or(UNKNOWN);
    }
}
