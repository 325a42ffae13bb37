package io.postern.portal.adapter.web;

import io.postern.portal.app.SignIn;
import io.postern.portal.domain.OwnPath;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** What is around signing in and out, beside the issuer's own pages. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class SignInPages {
    private final SignIn signIn;
    private final SessionPerson session;

    public SignInPages(SignIn signIn, SessionPerson session) {
        this.signIn = signIn;
        this.session = session;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance signedOut(String issuer);

        static native TemplateInstance failed(boolean refused);

        static native TemplateInstance notConfirmed(boolean refused, String back);

        static native TemplateInstance ended(String back);

        private Templates() {}
    }

    /** Behind the issuer's page: on to where a stronger sign-in was asked for. */
    @GET
    @Path("sign-in/confirm")
    public Response confirm(@QueryParam("to") @DefaultValue("/") String to) {
        return Response.seeOther(URI.create(OwnPath.or(to))).build();
    }

    /** Comes from the issuer when it did not sign anybody in; who only had to confirm is signed in as before. */
    @GET
    @Path("sign-in/failed")
    public TemplateInstance failed(
            @QueryParam("error") @DefaultValue("") String error, @QueryParam("to") @DefaultValue("/") String to) {
        boolean refused = "access_denied".equals(error);
        return session.isSomebody() ? Templates.notConfirmed(refused, OwnPath.or(to)) : Templates.failed(refused);
    }

    /** Shown to whoever sent a form after their session had ended. */
    @GET
    @Path("sign-in/ended")
    public TemplateInstance ended(@QueryParam("to") @DefaultValue("/") String to) {
        return Templates.ended(OwnPath.or(to));
    }

    /** Ends the session here; the browser goes on to end the one at the issuer by itself. */
    @POST
    @Path("sign-out")
    public Response signOut() {
        String issuer = signIn.end();
        Response.ResponseBuilder page = Response.ok(Templates.signedOut(issuer));
        // Not a redirect: where a form may lead to, the security policy limits to the portal.
        return (issuer.isEmpty() ? page : page.header("Refresh", "0; url=" + issuer)).build();
    }

    @GET
    @Path("signed-out")
    public TemplateInstance signedOut() {
        return Templates.signedOut("");
    }
}
