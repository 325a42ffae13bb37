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
    private final ListPending listPending;
    private final DecideCase decideCase;
    private final Caller caller;
    private final Clock clock;

    public ApprovalsResource(ListPending listPending, DecideCase decideCase, Caller caller, Clock clock) {
        this.listPending = listPending;
        this.decideCase = decideCase;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    public Response list(@QueryParam("state") @DefaultValue("pending") String state) {
        if (!state.equals("pending")) {
            return Problem.of(400, "Approvals are listed by state=pending; request-service lists every request.")
                    .response();
        }
        return Response.ok(listPending.of(caller.approver()).stream()
                        .map(PendingView::of)
                        .toList())
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
        return decideCase
                .decide(request, approver, new Vote(body.verdict(), body.reason(), null, null), clock.instant())
                .map(outcome -> answer(request, outcome))
                .orElseGet(() -> unknown().response());
    }

    private static Response answer(RequestId request, DecisionOutcome outcome) {
        return switch (outcome) {
            case DecisionOutcome.Counted counted ->
                Response.ok(DecisionAnswer.pending(counted.next())).build();
            case DecisionOutcome.AlreadyCounted same ->
                Response.ok(DecisionAnswer.pending(same.unchanged())).build();
            case DecisionOutcome.Refused refused ->
                Response.ok(new DecisionAnswer(
                                request.value(),
                                "denied",
                                refused.event().counted(),
                                refused.event().needed()))
                        .build();
            case DecisionOutcome.NotCounted not ->
                Problem.named(
                                not.reason().word(),
                                status(not.reason()),
                                not.reason().sentence())
                        .response();
        };
    }

    private static int status(DecisionOutcome.Reason reason) {
        return switch (reason) {
            case OWN_REQUEST, NOT_AN_APPROVER -> 403;
            case NOT_EVALUATED_YET, SETTLED -> 409;
        };
    }

    private static RequestId request(String text) {
        try {
            return new RequestId(text);
        } catch (IllegalArgumentException _) {
            throw new Refused(unknown());
        }
    }

    private static Problem unknown() {
        return Problem.of(404, "There is no request of this id waiting here.");
    }
}
