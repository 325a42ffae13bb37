package io.postern.approval.adapter.rest;

import io.postern.approval.app.PolicyBook;
import io.postern.approval.app.PolicyOrigin;
import io.postern.approval.app.ReplayCases;
import io.postern.approval.app.RightsUnknown;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.lint.GroupDirectory;
import io.postern.policy.lint.Lint;
import io.postern.policy.replay.PastRequest;
import io.postern.policy.replay.Replay;
import io.postern.problems.Problem;
import io.postern.problems.Refused;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The approval policy: which versions there are, what is wrong with a new one, and what it would change. */
@Path("/api/v1/policies")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class PoliciesResource {
    private static final Logger LOG = Logger.getLogger(PoliciesResource.class);

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,100}@[0-9a-f]{12}");

    private final PolicyBook policies;
    private final PolicyOrigin origin;
    private final ReplayCases replayCases;
    private final GroupDirectory directory;
    private final PolicyText policyText;
    private final Caller caller;
    private final Clock clock;

    public PoliciesResource(
            PolicyBook policies,
            PolicyOrigin origin,
            ReplayCases replayCases,
            GroupDirectory directory,
            PolicyText policyText,
            Caller caller,
            Clock clock) {
        this.policies = policies;
        this.origin = origin;
        this.replayCases = replayCases;
        this.directory = directory;
        this.policyText = policyText;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    public Object read(@QueryParam("version") @Nullable String version) {
        caller.needs("Reading the approval policy", Caller.READ, Caller.CONFIGURE);
        if (version != null) {
            return named(version)
                    .flatMap(policies::find)
                    .map(PoliciesView.Version::of)
                    .orElseThrow(PoliciesResource::unknown);
        }
        return new PoliciesView(
                policies.current().version(),
                origin.fault().orElse(null),
                policies.newest().stream().map(PoliciesView.Version::of).toList());
    }

    @POST
    @Path("/lint")
    @Consumes(MediaType.WILDCARD)
    public LintView lint(byte @Nullable [] yaml) {
        caller.needs("Changing the approval policy", Caller.CONFIGURE);
        return policyText.with(yaml, this::lint);
    }

    private LintView lint(ApprovalPolicy policy) {
        try {
            return LintView.of(policy, LintView.ASKED, Lint.of(policy, Optional.of(directory)));
        } catch (RightsUnknown e) {
            LOG.warnf("outcome=partial reason=directory: a policy is looked at without the directory: %s", e);
            return LintView.of(policy, "not asked: it does not answer just now", Lint.of(policy, Optional.empty()));
        }
    }

    @POST
    @Path("/replay")
    @Consumes(MediaType.WILDCARD)
    public ReplayView replay(@QueryParam("against") @Nullable String against, byte @Nullable [] yaml) {
        caller.needs("Changing the approval policy", Caller.CONFIGURE);
        ApprovalPolicy old = against == null ? policies.current() : known(against);
        return policyText.with(yaml, policy -> replay(old, policy));
    }

    private ReplayView replay(ApprovalPolicy old, ApprovalPolicy policy) {
        List<ReplayView.ChangeView> changes = new ArrayList<>();
        ReplayCases.Pass pass = replayCases.each(clock.instant(), page -> {
            for (ReplayCases.Again again : page) {
                PastRequest request = new PastRequest(again.place().request().value(), again.facts());
                Replay.compare(old, policy, List.of(request))
                        .forEach(change -> changes.add(ReplayView.ChangeView.of(again, change)));
            }
        });
        return ReplayView.of(old, policy, pass, changes);
    }

    private ApprovalPolicy known(String version) {
        return named(version).flatMap(policies::version).orElseThrow(PoliciesResource::unknown);
    }

    /** Empty when no version is ever called so; a database need not be asked about any text. */
    private static Optional<String> named(String version) {
        return Optional.of(version).filter(VERSION.asMatchPredicate());
    }

    private static Refused unknown() {
        return new Refused(Problem.of(404, "There has been no version of this name; without a name all are listed."));
    }
}
