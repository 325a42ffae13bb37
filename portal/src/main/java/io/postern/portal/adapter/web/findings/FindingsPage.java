package io.postern.portal.adapter.web.findings;

import io.postern.portal.app.Findings;
import io.postern.portal.app.SignedIn;
import io.postern.portal.app.Stop;
import io.postern.portal.domain.Place;
import io.postern.portal.domain.Right;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** What is wrong, how bad it is and how it is put right; and how it has been. */
@Path("/findings")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class FindingsPage {
    private static final int DAY = 24;
    private static final int WEEK = 168;

    private final SignedIn caller;
    private final Findings findings;

    public FindingsPage(SignedIn caller, Findings findings) {
        this.caller = caller;
        this.findings = findings;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance page(FindingsView view, ChartsView charts, String said);

        static native TemplateInstance list(FindingsView view);

        private Templates() {}
    }

    @GET
    public TemplateInstance page(
            @QueryParam("hours") @DefaultValue("24") String hours,
            @QueryParam("shut") @DefaultValue("") String shut,
            @QueryParam("at") @DefaultValue("") String at) {
        FindingsView view = view();
        int stretch = hours.equals(String.valueOf(WEEK)) ? WEEK : DAY;
        return Templates.page(view, ChartsView.of(stretch, findings.figures(stretch)), said(shut, at));
    }

    /** The part that is fetched anew now and then. */
    @GET
    @Path("/list")
    public TemplateInstance list() {
        return Templates.list(view());
    }

    private FindingsView view() {
        Stop.unlessOpen(Place.FINDINGS, caller.person());
        return FindingsView.of(
                findings.all(), findings.unhealthy(), caller.person().may(Right.CONFIGURE));
    }

    private static String said(String grants, String boundaries) {
        if (!grants.matches("[0-9]{1,6}") || !boundaries.matches("[0-9]{1,6}")) {
            return "";
        }
        return grants.equals("0")
                ? "Nothing was open, and what was approved before stays shut."
                : grants + (grants.equals("1") ? " access is" : " accesses are") + " closing, at " + boundaries
                        + (boundaries.equals("1") ? " place." : " places.");
    }
}
