package io.postern.approval.adapter.rest;

import io.postern.approval.app.MakeReview;
import io.postern.approval.domain.Approver;
import io.postern.approval.domain.ReviewOutcome;
import io.postern.contracts.id.RequestId;
import io.postern.problems.Problem;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The reviewers' API: emergencies that somebody has to look at, and what was found. */
@Path("/api/v1/reviews")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class ReviewsResource {
    private final MakeReview makeReview;
    private final Caller caller;
    private final StepUp stepUp;
    private final Clock clock;

    public ReviewsResource(MakeReview makeReview, Caller caller, StepUp stepUp, Clock clock) {
        this.makeReview = makeReview;
        this.caller = caller;
        this.stepUp = stepUp;
        this.clock = clock;
    }

    @GET
    public Response list() {
        Instant now = clock.instant();
        return Response.ok(makeReview.awaiting(caller.approver()).stream()
                        .map(awaited -> ReviewView.of(awaited, now))
                        .toList())
                .build();
    }

    @POST
    @Path("/{requestId}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response review(@PathParam("requestId") String requestId, @Nullable ReviewBody body) {
        Approver reviewer = caller.approver();
        if (body == null) {
            return Problem.of(400, "Send {\"justified\":true or false,\"comment\":\"…\"}.")
                    .response();
        }
        return RequestIds.read(requestId)
                .flatMap(request -> makeReview
                        .make(request, reviewer, body.justified(), body.comment(), clock.instant())
                        .map(outcome -> answer(request, outcome)))
                .orElseGet(() -> Problem.of(404, "There is no emergency of this id here.")
                        .response());
    }

    private Response answer(RequestId request, ReviewOutcome outcome) {
        return switch (outcome) {
            case ReviewOutcome.Made(var found, boolean _) ->
                Response.ok(new ReviewAnswer(request.value(), found.justified(), found.at()))
                        .build();
            case ReviewOutcome.NotMade(ReviewOutcome.Reason reason) -> refusal(reason);
        };
    }

    private Response refusal(ReviewOutcome.Reason reason) {
        return switch (reason) {
            case STEP_UP -> stepUp.challenge(problem(reason, 401));
            case OWN_REQUEST, NOT_A_REVIEWER -> problem(reason, 403).response();
            case ALREADY_REVIEWED -> problem(reason, 409).response();
        };
    }

    private static Problem problem(ReviewOutcome.Reason reason, int status) {
        return Problem.named(reason.word(), status, reason.sentence());
    }

    /** What a review came to. */
    public record ReviewAnswer(String requestId, boolean justified, Instant reviewedAt) {}
}
