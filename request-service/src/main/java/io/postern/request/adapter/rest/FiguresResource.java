package io.postern.request.adapter.rest;

import io.postern.problems.Fields;
import io.postern.problems.Problem;
import io.postern.problems.Refused;
import io.postern.request.app.ShowFigures;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Open ports and lateness of closing over the last hours or days. */
@Path("/api/v1/figures")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class FiguresResource {
    private static final int DAY = 24;
    private static final int MOST = 168;

    private final ShowFigures show;
    private final Callers callers;
    private final Clock clock;

    FiguresResource(ShowFigures show, Callers callers, Clock clock) {
        this.show = show;
        this.callers = callers;
        this.clock = clock;
    }

    @GET
    public FiguresView figures(@QueryParam("hours") @Nullable String hours) {
        if (!show.allows(callers.caller())) {
            throw new Refused(
                    Problem.named("not-entitled", 403, "Figures need the role Postern.Read or Postern.Configure."));
        }
        return FiguresView.of(show.of(Duration.ofHours(hours(hours)), clock.instant()));
    }

    private static int hours(@Nullable String text) {
        if (text == null) {
            return DAY;
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw Fields.wrong("hours", "it is a number from 1 to " + MOST);
        }
        return Integer.parseInt(text);
    }
}
