package io.postern.sweeper.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.sweeper.app.Heartbeat;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells anybody that the sweeper lives. It names no rule, no VM and no person, so it asks for no token. */
@Path("/api/v1/heartbeat")
public final class HeartbeatResource {
    private final Heartbeat heartbeat;

    HeartbeatResource(Heartbeat heartbeat) {
        this.heartbeat = heartbeat;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Beat beat() {
        return new Beat(
                heartbeat.lastPass().orElse(null), heartbeat.removed(), heartbeat.failed(), heartbeat.standing());
    }

    /** No lastPass: no pass has been a proof since the start. {@code standing}: overdue, and left so by the last pass. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Beat(@Nullable Instant lastPass, long removed, long failed, long standing) {}
}
