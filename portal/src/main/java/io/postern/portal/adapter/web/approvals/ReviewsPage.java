package io.postern.portal.adapter.web.approvals;

import io.postern.portal.adapter.web.SeeOther;
import io.postern.portal.app.Answer;
import io.postern.portal.app.Approvals;
import io.postern.portal.app.Refusal;
import io.postern.portal.app.SignIn;
import io.postern.portal.app.SignedIn;
import io.postern.portal.app.Stop;
import io.postern.portal.domain.Draft;
import io.postern.portal.domain.Place;
import io.postern.portal.domain.approval.Emergency;
import io.postern.portal.domain.approval.Reviewed;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** Emergencies that somebody has to look at afterwards. */
@Path("/approvals")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ReviewsPage {
    private static final String HERE = "/approvals/reviews";

    private final SignedIn caller;
    private final Approvals approvals;
    private final SignIn signIn;

    public ReviewsPage(SignedIn caller, Approvals approvals, SignIn signIn) {
        this.caller = caller;
        this.signIn = signIn;
        this.approvals = approvals;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance page(ReviewsView view);

        static native TemplateInstance part(ReviewsView view);

        static native TemplateInstance one(ReviewView view, Emergency e);

        static native TemplateInstance kept(String id, ReviewView view);

        private Templates() {}
    }

    @GET
    @Path("/reviews")
    public TemplateInstance page(@QueryParam("said") @DefaultValue("") String said) {
        return Templates.page(left(said.equals("reviewed") ? "Your review was taken." : ""));
    }

    /** The part that is fetched anew whenever something changed. */
    @GET
    @Path("/reviews/list")
    public TemplateInstance list() {
        return Templates.part(left(""));
    }

    @GET
    @Path("/reviews/{id}")
    public TemplateInstance one(@PathParam("id") String id) {
        Emergency emergency = emergency(approvals.reviews(), id);
        ReviewView begun = signIn.draft(HERE + "/" + id)
                .map(draft -> new ReviewView(draft.first("justified"), draft.first("comment"), Map.of(), "", ""))
                .orElseGet(() -> new ReviewView("", "", Map.of(), "", ""));
        return Templates.one(begun, emergency);
    }

    @POST
    @Path("/reviews/{id}")
    public Response review(
            @PathParam("id") String id,
            @FormParam("justified") @DefaultValue("") String justified,
            @FormParam("comment") @DefaultValue("") String comment,
            HttpHeaders headers) {
        Draft draft = new Draft(HERE + "/" + id, Map.of("justified", List.of(justified), "comment", List.of(comment)));
        ReviewView view = ReviewView.of(justified, comment);
        Answer<List<Emergency>> reviews = approvals.reviews();
        Stop.ifUnconfirmed(reviews, draft);
        if (reviews instanceof Answer.Silent<List<Emergency>>) {
            return Response.status(503)
                    .entity(Templates.kept(id, view.with("Your finding was not sent.", reviews)))
                    .build();
        }
        Emergency emergency = emergency(reviews, id);
        if (!view.wrongs().isEmpty()) {
            return Response.status(422).entity(Templates.one(view, emergency)).build();
        }
        Answer<Object> answer = approvals.review(id, new Reviewed(justified.equals("true"), comment.strip()));
        if (answer.given()) {
            return SeeOther.to(headers, HERE + "?said=reviewed");
        }
        Stop.ifUnconfirmed(answer, draft);
        return Response.status(409)
                .entity(Templates.one(view.with(DecisionView.title(answer), answer), emergency))
                .build();
    }

    private ReviewsView left(String said) {
        Stop.unlessOpen(Place.APPROVALS, caller.person());
        Answer<List<Emergency>> reviews = approvals.reviews();
        List<Emergency> shown = reviews.or(List.of());
        return new ReviewsView(
                shown,
                reviews.given() ? String.valueOf(shown.size()) : "",
                QueueView.counted(approvals
                        .waiting("")
                        .map(page -> page.unansweredBy(caller.person().id()))),
                reviews.trouble(),
                said);
    }

    private static Emergency emergency(Answer<List<Emergency>> reviews, String id) {
        return reviews.orStop().stream()
                .filter(each -> each.requestId().equals(id))
                .findFirst()
                .orElseThrow(() -> Stop.refused(
                        new Refusal(404, "", "This emergency is not, or no longer, yours to review.", List.of())));
    }
}
