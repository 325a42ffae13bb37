package io.postern.approval.adapter.rest;

import io.postern.approval.app.DecideCase;
import io.postern.approval.app.ListPending;
import io.postern.approval.domain.Approver;
import io.postern.approval.domain.DecisionOutcome;
import io.postern.approval.domain.Vote;
import io.postern.contracts.id.RequestId;
import io.postern.problems.Problem;
import io.postern.problems.Refused;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The approvers' API: what waits, and their verdicts. */
@Path("/api/v1/approvals")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class ApprovalsResource {
    private static final int LONGEST_PAGE = 500;

    private final ListPending listPending;
    private final DecideCase decideCase;
    private final StepUp stepUp;
    private final Caller caller;
    private final Clock clock;

    public ApprovalsResource(
            ListPending listPending, DecideCase decideCase, StepUp stepUp, Caller caller, Clock clock) {
        this.listPending = listPending;
        this.decideCase = decideCase;
        this.stepUp = stepUp;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    public Response list(
            @QueryParam("state") @DefaultValue("pending") String state,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        if (!state.equals("pending")) {
            return Problem.of(400, "Approvals are listed by state=pending; request-service lists every request.")
                    .response();
        }
        if (limit < 1 || limit > LONGEST_PAGE) {
            return Problem.of(400, "A page has 1 to " + LONGEST_PAGE + " approvals.")
                    .response();
        }
        Approver approver = caller.approver();
        RequestId last = after == null ? null : id(after, "'after' is the id of a request, as 'next' gives it.");
        return Response.ok(PendingPage.of(listPending.of(approver, last, limit), approver))
                .build();
    }

    @POST
    @Path("/{requestId}/decisions")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response decide(@PathParam("requestId") String requestId, @Nullable DecisionBody body) {
        Approver approver = caller.approver();
        if (body == null) {
            return Problem.of(400, "Send {\"verdict\":\"approve\" or \"deny\",\"reason\":\"…\"}.")
                    .response();
        }
        RequestId request = request(requestId);
        Vote vote = new Vote(body.verdict(), body.reason(), body.narrow(), body.requestDigest());
        return decideCase
                .decide(request, approver, vote, clock.instant())
                .map(decided -> answer(request, decided))
                .orElseGet(() -> unknown().response());
    }

    private Response answer(RequestId request, DecideCase.Decided decided) {
        return switch (decided.outcome()) {
            case DecisionOutcome.Counted counted ->
                Response.ok(DecisionAnswer.pending(counted.next(), decided.humans()))
                        .build();
            case DecisionOutcome.AlreadyCounted same ->
                Response.ok(DecisionAnswer.pending(same.unchanged(), decided.humans()))
                        .build();
            case DecisionOutcome.Refused refused ->
                Response.ok(DecisionAnswer.denied(request, refused.event())).build();
            case DecisionOutcome.NotCounted not -> answer(not);
        };
    }

    private Response answer(DecisionOutcome.NotCounted not) {
        Problem problem = Problem.named(not.reason().word(), status(not.reason()), not.detail());
        return not.reason() == DecisionOutcome.Reason.STEP_UP ? stepUp.challenge(problem) : problem.response();
    }

    private static int status(DecisionOutcome.Reason reason) {
        return switch (reason) {
            case STEP_UP -> 401;
            case OWN_REQUEST, NOT_AN_APPROVER, NO_LONGER_APPROVER, CONFIRMATION_NEEDED -> 403;
            case NOT_EVALUATED_YET, SETTLED, LAPSED, NOT_WHAT_WAS_SHOWN -> 409;
            case WIDER_THAN_ASKED -> 422;
        };
    }

    private static RequestId request(String text) {
        try {
            return new RequestId(text);
        } catch (IllegalArgumentException _) {
            throw new Refused(unknown());
        }
    }

    private static RequestId id(String text, String otherwise) {
        try {
            return new RequestId(text);
        } catch (IllegalArgumentException _) {
            throw new Refused(Problem.of(400, otherwise));
        }
    }

    private static Problem unknown() {
        return Problem.of(404, "There is no request of this id waiting here.");
    }
}
