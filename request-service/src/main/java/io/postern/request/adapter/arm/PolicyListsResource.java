package io.postern.request.adapter.arm;

import io.postern.request.app.CurrentCall;
import io.postern.request.app.PolicyPage;
import io.postern.request.app.PolicyScope;
import io.postern.request.app.PolicySight;
import io.postern.request.app.ShowHistory;
import io.postern.request.app.ShowPolicies;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Caller;
import io.postern.request.domain.PolicyId;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The JIT policies of a subscription, of a region, of a resource group, or of a region in one. */
@Path(ArmPath.SUBSCRIPTION)
@Authenticated
@Versioned
@Produces(MediaType.APPLICATION_JSON)
public class PolicyListsResource {
    private static final int PAGE = 50;
    private static final String SOME = "some";

    private final ShowPolicies show;
    private final ShowHistory history;
    private final CurrentCall call;
    private final NextLink next;
    private final Clock clock;

    PolicyListsResource(ShowPolicies show, ShowHistory history, CurrentCall call, NextLink next, Clock clock) {
        this.show = show;
        this.history = history;
        this.call = call;
        this.next = next;
        this.clock = clock;
    }

    @GET
    @Path(ArmPath.POLICIES)
    public Response ofSubscription(@PathParam("subscription") String subscription) {
        return list(subscription, null, null);
    }

    @GET
    @Path(ArmPath.POLICIES_IN_REGION)
    public Response ofRegion(@PathParam("subscription") String subscription, @PathParam("location") String location) {
        return list(subscription, null, location);
    }

    @GET
    @Path(ArmPath.GROUP + ArmPath.POLICIES)
    public Response ofGroup(@PathParam("subscription") String subscription, @PathParam("group") String group) {
        return list(subscription, group, null);
    }

    @GET
    @Path(ArmPath.GROUP + ArmPath.POLICIES_IN_REGION)
    public Response ofRegionInGroup(
            @PathParam("subscription") String subscription,
            @PathParam("group") String group,
            @PathParam("location") String location) {
        return list(subscription, group, location);
    }

    private Response list(String subscription, @Nullable String group, @Nullable String location) {
        Caller caller = call.caller();
        Optional<PolicyId> after = next.after();
        PolicyScope scope = scope(subscription, group, location);
        return switch (show.page(scope, after, PAGE, caller)) {
            case PolicySight.Seen<PolicyPage>(PolicyPage page) ->
                Response.ok(view(page, caller)).build();
            case PolicySight.Nothing<PolicyPage>() ->
                Response.ok(new PolicyView.Listed(List.of(), null)).build();
            case PolicySight.NotEntitled<PolicyPage>() -> ArmProblems.notEntitled();
        };
    }

    /** What can be part of no policy's id is a mistake, and not a part of Azure without policies. */
    private static PolicyScope scope(String subscription, @Nullable String group, @Nullable String location) {
        PolicyId some = Given.read(
                "address",
                subscription,
                text -> new PolicyId(
                        text, group == null ? SOME : group, location == null ? SOME : location, PolicyId.DEFAULT_NAME));
        return new PolicyScope(some.subscription(), Optional.ofNullable(group), Optional.ofNullable(location));
    }

    private PolicyView.Listed view(PolicyPage page, Caller caller) {
        Instant now = clock.instant();
        List<List<AccessRequest>> requests = history.of(page.policies(), caller, now);
        return new PolicyView.Listed(
                IntStream.range(0, page.policies().size())
                        .mapToObj(i -> PolicyView.of(page.policies().get(i), requests.get(i), now))
                        .toList(),
                page.next().map(next::from).orElse(null));
    }
}
