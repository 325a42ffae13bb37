package io.postern.portal.adapter.web.trail;

import io.postern.portal.app.SignedIn;
import io.postern.portal.app.Stop;
import io.postern.portal.app.TrailReads;
import io.postern.portal.domain.Place;
import io.postern.portal.domain.trail.TrailFilter;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** The trail, to be searched. */
@Path("/trail")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class TrailPage {
    private static final String NUMBER = "[0-9]{1,18}";

    private final SignedIn caller;
    private final TrailReads trail;

    public TrailPage(SignedIn caller, TrailReads trail) {
        this.caller = caller;
        this.trail = trail;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance page(TrailView view);

        private Templates() {}
    }

    @GET
    public TemplateInstance page(
            @BeanParam FilterParameters parameters,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("before") @DefaultValue("") String before) {
        Stop.unlessOpen(Place.TRAIL, caller.person());
        TrailFilter filter = parameters.filter();
        return Templates.page(
                filter.isEmpty()
                        ? newest(before)
                        : TrailView.found(filter, trail.find(filter, index(after, -1), TrailView.PAGE)));
    }

    private TrailView newest(String before) {
        if (before.matches(NUMBER)) {
            long end = Long.parseLong(before);
            int size = (int) Math.min(TrailView.PAGE, Math.max(1, end));
            return TrailView.newest(trail.find(TrailFilter.NONE, end - size - 1, size), "", "");
        }
        return TrailEnd.of(trail).view();
    }

    private static long index(String text, long otherwise) {
        return text.matches(NUMBER) ? Long.parseLong(text) : otherwise;
    }
}
