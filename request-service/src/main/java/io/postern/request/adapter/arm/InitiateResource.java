package io.postern.request.adapter.arm;

import io.postern.request.app.CurrentCall;
import io.postern.request.app.InitiateAccess;
import io.postern.request.app.Initiated;
import io.postern.request.app.Submitted;
import io.postern.request.domain.Caller;
import io.postern.request.domain.PolicyId;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asking for access under a JIT policy. */
@Path(ArmPath.SUBSCRIPTION)
@Authenticated
@Versioned
@Produces(MediaType.APPLICATION_JSON)
public class InitiateResource {
    /** Tells the requests that were made; Azure has no place for them in the body. */
    private static final String REQUESTS = "postern-request-ids";

    private final InitiateAccess initiate;
    private final CurrentCall call;
    private final Clock clock;

    InitiateResource(InitiateAccess initiate, CurrentCall call, Clock clock) {
        this.initiate = initiate;
        this.call = call;
        this.clock = clock;
    }

    /** There is no Location to follow: a client of Azure would wait there for the end of an operation. */
    @POST
    @Path(ArmPath.POLICY + "/initiate")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response initiate(@BeanParam PolicyAddress address, @Nullable InitiateBody body) {
        Caller caller = call.caller();
        Instant now = clock.instant();
        PolicyId id = address.id();
        Initiation asked = InitiateReader.read(body);
        return switch (initiate.initiate(id, asked.submissions(caller, call.address()), caller, now)) {
            case Initiated.Accepted(var each) ->
                Response.accepted(asked.view(each, caller, now))
                        .header(REQUESTS, ids(each))
                        .build();
            case Initiated.UnknownPolicy() -> ArmProblems.unknownPolicy(id);
            case Initiated.NotCovered(String vm) -> ArmProblems.notCovered(id, vm);
            case Initiated.Refused(var refusal) -> ArmProblems.refused(id, refusal);
        };
    }

    private static String ids(List<Submitted.Accepted> each) {
        return each.stream().map(accepted -> accepted.request().id().value()).collect(Collectors.joining(","));
    }
}
