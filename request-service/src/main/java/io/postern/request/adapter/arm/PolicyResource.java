package io.postern.request.adapter.arm;

import io.postern.request.app.CurrentCall;
import io.postern.request.app.DeletePolicy;
import io.postern.request.app.PolicyRemoved;
import io.postern.request.app.PolicySight;
import io.postern.request.app.PolicyWritten;
import io.postern.request.app.PutPolicy;
import io.postern.request.app.ShowHistory;
import io.postern.request.app.ShowPolicies;
import io.postern.request.domain.Caller;
import io.postern.request.domain.JitPolicy;
import io.postern.request.domain.PolicyId;
import io.postern.request.domain.Preconditions;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One JIT policy: shown, made or replaced whole, deleted. */
@Path(ArmPath.SUBSCRIPTION)
@Authenticated
@Versioned
@Produces(MediaType.APPLICATION_JSON)
public class PolicyResource {
    private final ShowPolicies show;
    private final ShowHistory history;
    private final PutPolicy put;
    private final DeletePolicy delete;
    private final CurrentCall call;
    private final Clock clock;

    PolicyResource(
            ShowPolicies show, ShowHistory history, PutPolicy put, DeletePolicy delete, CurrentCall call, Clock clock) {
        this.show = show;
        this.history = history;
        this.put = put;
        this.delete = delete;
        this.call = call;
        this.clock = clock;
    }

    @GET
    @Path(ArmPath.POLICY)
    public Response show(@BeanParam PolicyAddress address) {
        Caller caller = call.caller();
        PolicyId id = address.id();
        return switch (show.one(id, caller)) {
            case PolicySight.Seen<JitPolicy>(JitPolicy policy) -> answer(policy, caller);
            case PolicySight.Nothing<JitPolicy>() -> ArmProblems.unknownPolicy(id);
            case PolicySight.NotEntitled<JitPolicy>() -> ArmProblems.notEntitled();
        };
    }

    /** Answers 200 for a new policy too, as Azure does. */
    @PUT
    @Path(ArmPath.POLICY)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @BeanParam PolicyAddress address,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Nullable PolicyBody body) {
        Caller caller = call.caller();
        Preconditions preconditions = preconditions(ifMatch, ifNoneMatch);
        String kind = Optional.ofNullable(body).map(PolicyBody::kind).orElse(JitPolicy.BASIC);
        return switch (put.put(address.id(), kind, PolicyReader.vms(body), preconditions, caller)) {
            case PolicyWritten.Stored(JitPolicy policy, var ignored) -> answer(policy, caller);
            case PolicyWritten.Refused(var refusals) -> ArmProblems.refused(refusals);
            case PolicyWritten.PreconditionFailed() -> ArmProblems.preconditionFailed();
        };
    }

    @DELETE
    @Path(ArmPath.POLICY)
    public Response delete(
            @BeanParam PolicyAddress address, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        Caller caller = call.caller();
        PolicyId id = address.id();
        return switch (delete.delete(id, preconditions(ifMatch, null), caller)) {
            case PolicyRemoved.Deleted() -> Response.ok().build();
            case PolicyRemoved.WasNotThere() -> Response.noContent().build();
            case PolicyRemoved.Refused(var refusals) -> ArmProblems.refused(refusals);
            // In Azure what does not exist is deleted well enough, whatever state was expected of it.
            case PolicyRemoved.PreconditionFailed() ->
                show.one(id, caller) instanceof PolicySight.Nothing<JitPolicy>
                        ? Response.noContent().build()
                        : ArmProblems.preconditionFailed();
        };
    }

    private Response answer(JitPolicy policy, Caller caller) {
        Instant now = clock.instant();
        var requests = history.of(List.of(policy), caller, now).getFirst();
        return Response.ok(PolicyView.of(policy, requests, now))
                .header(HttpHeaders.ETAG, policy.etag())
                .build();
    }

    private static Preconditions preconditions(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifNoneMatch != null && !ifNoneMatch.strip().equals("*")) {
            throw Given.wrong(HttpHeaders.IF_NONE_MATCH, "it can only be *");
        }
        return new Preconditions(Optional.ofNullable(ifMatch), ifNoneMatch != null);
    }
}
