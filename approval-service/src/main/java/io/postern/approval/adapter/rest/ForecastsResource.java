package io.postern.approval.adapter.rest;

import io.postern.approval.app.ForecastRequest;
import io.postern.approval.app.RightsUnknown;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.problems.Problem;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What would become of a request of the caller's own; the answer binds nobody. */
@Path("/api/v1/forecasts")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class ForecastsResource {
    private static final Logger LOG = Logger.getLogger(ForecastsResource.class);

    private final ForecastRequest forecast;
    private final Caller caller;
    private final Clock clock;

    public ForecastsResource(ForecastRequest forecast, Caller caller, Clock clock) {
        this.forecast = forecast;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response forecast(@Nullable ForecastBody body) {
        if (!caller.mayRequest()) {
            return Problem.named("not-entitled", 403, "Asking for access needs the role " + Caller.REQUEST + ".")
                    .response();
        }
        if (body == null) {
            return Problem.of(400, "Send {\"targets\":[{\"vm\":\"…\",\"ports\":[…]}],\"duration\":\"PT1H\"}.")
                    .response();
        }
        var person = caller.asker();
        RequestSubmitted imagined = body.by(person.id(), person.name());
        try {
            return Response.ok(ForecastView.of(forecast.of(imagined, clock.instant()), forecast::groupName))
                    .build();
        } catch (RightsUnknown e) {
            LOG.warnf("a forecast is not possible: %s", e.getMessage());
            return Problem.of(503, "Azure does not say just now what you may do; try again in a few seconds.")
                    .response();
        }
    }
}
