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
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The story of one request, each step with its proof. */
@Path("/trail")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class StoryPage {
    private static final Checkpoint UNKNOWN = new Checkpoint("", 0, "");
    private static final String NUMBER = "[0-9]{1,18}";

    private final SignedIn caller;
    private final TrailReads trail;

    public StoryPage(SignedIn caller, TrailReads trail) {
        this.caller = caller;
        this.trail = trail;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance page(Told told, Checkpoint checkpoint, long over);

        static native TemplateInstance steps(Told told, long over);

        private Templates() {}
    }

    @GET
    @Path("/{request}")
    public TemplateInstance page(@PathParam("request") String request) {
        Stop.unlessOpen(Place.TRAIL, caller.person());
        Checkpoint checkpoint = checkpoint();
        Told told = trail.story(request).orStop();
        return Templates.page(told, checkpoint, over(told, checkpoint));
    }

    /**
     * The part that an open page asks for until all of it is proven. Nothing, unless a checkpoint of such a size is there: who
     * reads a story is put on the trail each time, who looks at the checkpoint is not.
     */
    @GET
    @Path("/{request}/steps")
    public Response steps(@PathParam("request") String request, @QueryParam("over") @DefaultValue("") String over) {
        Stop.unlessOpen(Place.TRAIL, caller.person());
        Checkpoint checkpoint = checkpoint();
        if (over.matches(NUMBER) && checkpoint.size() < Long.parseLong(over)) {
            return Response.noContent().build();
        }
        Told told = trail.story(request).orStop();
        return Response.ok(Templates.steps(told, over(told, checkpoint))).build();
    }

    /** The size of the checkpoint that is worth another reading: over all that is told, and newer than what was looked at. */
    private static long over(Told told, Checkpoint looked) {
        return Math.max(told.covered(), looked.size() + 1);
    }

    private Checkpoint checkpoint() {
        Answer<Checkpoint> newest = trail.checkpoint();
        return newest.or(UNKNOWN);
    }
}
