package io.postern.portal.adapter.web.findings;

import io.postern.portal.adapter.web.SeeOther;
import io.postern.portal.app.Answer;
import io.postern.portal.app.Findings;
import io.postern.portal.app.Refusal;
import io.postern.portal.app.SignedIn;
import io.postern.portal.app.Stop;
import io.postern.portal.domain.Right;
import io.postern.portal.domain.finding.Closing;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Asks once before everything is shut, of one NSG or everywhere, and says what happens then. */
@Path("/findings/close")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class PanicPage {
    private static final int LONGEST = 500;

    private final SignedIn caller;
    private final Findings findings;

    public PanicPage(SignedIn caller, Findings findings) {
        this.caller = caller;
        this.findings = findings;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance page(PanicView view);

        private Templates() {}
    }

    /** Asks about one NSG, or about everywhere if the address says so in so many words. */
    @GET
    public Response ask(
            @QueryParam("everywhere") @DefaultValue("") String everywhere,
            @QueryParam("boundary") @DefaultValue("") String boundary,
            HttpHeaders headers) {
        Stop.unless(caller.person(), Right.CONFIGURE);
        String place = boundary.strip();
        return place.isEmpty() == everywhere.equals("yes")
                ? Response.ok(Templates.page(PanicView.of(place))).build()
                : SeeOther.to(headers, "/findings");
    }

    /** Everything is shut only if the form says so in so many words: an address that got lost must not become everywhere. */
    @POST
    public Response shut(
            @FormParam("everywhere") @DefaultValue("") String everywhere,
            @FormParam("boundary") @DefaultValue("") String boundary,
            @FormParam("reason") @DefaultValue("") String reason,
            HttpHeaders headers) {
        Stop.unless(caller.person(), Right.CONFIGURE);
        String place = boundary.strip();
        if (place.isEmpty() != everywhere.equals("yes")) {
            throw Stop.refused(
                    new Refusal(422, "", "Nothing was ordered: say whether it is one NSG or everywhere.", List.of()));
        }
        if (reason.isBlank() || reason.strip().length() > LONGEST) {
            return again(PanicView.wrong(place, reason, "Say why, in 1 to " + LONGEST + " characters."), 422);
        }
        Answer<Closing> answer = findings.panic(place, reason.strip());
        if (answer instanceof Answer.Given<Closing>(Closing closing)) {
            return SeeOther.to(headers, "/findings?shut=" + closing.grants() + "&at=" + closing.boundaries());
        }
        if (answer instanceof Answer.StrongerSignIn<Closing>) {
            answer.orStop();
        }
        // NB. the order is on record before it is answered: who heard nothing does not know
        return answer instanceof Answer.Silent<Closing>
                ? again(PanicView.unknown(place, reason), 503)
                : again(PanicView.refused(place, reason, answer.trouble()), 409);
    }

    private static Response again(PanicView view, int status) {
        return Response.status(status).entity(Templates.page(view)).build();
    }
}
