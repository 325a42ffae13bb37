package io.postern.approval.adapter.rest;

import io.postern.approval.app.EnrolAccount;
import io.postern.approval.domain.Approver;
import io.postern.problems.Problem;
import io.postern.problems.Refused;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** People enrol their accounts at bots here, and take them away: each their own. */
@Path("/api/v1/bots/{bot}/enrolments")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class BotsResource {
    private final EnrolAccount enrolAccount;
    private final Caller caller;
    private final StepUp stepUp;
    private final Clock clock;

    public BotsResource(EnrolAccount enrolAccount, Caller caller, StepUp stepUp, Clock clock) {
        this.enrolAccount = enrolAccount;
        this.caller = caller;
        this.stepUp = stepUp;
        this.clock = clock;
    }

    @GET
    public Response list(@PathParam("bot") String bot) {
        Approver person = callerAt(bot);
        return Response.ok(enrolAccount.of(bot, person).stream()
                        .map(EnrolmentView::of)
                        .toList())
                .build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response enrol(@PathParam("bot") String bot, @Nullable EnrolmentBody body) {
        Approver person = callerAt(bot);
        if (body == null) {
            return Problem.of(400, "Send {\"code\":\"…\"} with the code that the bot gave you.")
                    .response();
        }
        return switch (enrolAccount.enrol(bot, body.code(), person, clock.instant())) {
            case EnrolAccount.Outcome.Enrolled enrolled ->
                Response.status(201)
                        .entity(EnrolmentView.of(enrolled.enrolment()))
                        .build();
            case EnrolAccount.Outcome.StepUp _ ->
                stepUp.challenge(Problem.named(
                        "step-up", 401, "Sign in again, with a second factor, and send this within five minutes."));
            case EnrolAccount.Outcome.Refused refused ->
                Problem.named(refused.reason(), refused.reason().equals("account-taken") ? 409 : 400, refused.detail())
                        .response();
        };
    }

    @DELETE
    public Response remove(@PathParam("bot") String bot) {
        enrolAccount.remove(bot, callerAt(bot));
        return Response.noContent().build();
    }

    private Approver callerAt(String bot) {
        Approver person = caller.approver();
        if (!enrolAccount.knows(bot)) {
            throw new Refused(Problem.of(404, "No bot of this name is registered here."));
        }
        return person;
    }
}
