package io.postern.enforcer.adapter.rest;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import io.postern.enforcer.app.PlanAccess;
import io.postern.enforcer.app.PlanBaseline;
import io.postern.enforcer.domain.plan.Wish;
import io.postern.problems.Fields;
import io.postern.problems.Problem;
import io.postern.problems.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What would be written to which NSG, for a request or for a policy: nothing is written anywhere. */
@Path("/api/v1/plans")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PlanResource {
    /** Who only wants to know must not take every connection from those who close. */
    private static final int AT_A_TIME = 6;

    private final Semaphore turns = new Semaphore(AT_A_TIME);
    private final PlanAccess plan;
    private final PlanBaseline baseline;
    private final Clock clock;

    public PlanResource(PlanAccess plan, PlanBaseline baseline, Clock clock) {
        this.plan = plan;
        this.baseline = baseline;
        this.clock = clock;
    }

    @POST
    @RolesAllowed({Roles.REQUEST, Roles.READ, Roles.CONFIGURE})
    public PlanView of(@Nullable PlanBody body) {
        Wish wish = PlanReader.read(body);
        return inTurn(() -> PlanView.of(plan.of(wish, clock.instant())));
    }

    /** The denies that would keep these ports of a VM shut. */
    @POST
    @Path("/baseline")
    @RolesAllowed({Roles.READ, Roles.CONFIGURE})
    public BaselineView baseline(@Nullable BaselineBody given) {
        BaselineBody body = Fields.required("body", given);
        VmId vm = Fields.read("vm", body.vm(), VmId::new);
        List<PortAccess> ports = Fields.some("ports", body.ports(), PlanReader.MOST, PlanReader::port);
        return inTurn(() -> BaselineView.of(baseline.of(vm, ports, clock.instant())));
    }

    private <T> T inTurn(Supplier<T> answer) {
        if (!takenTurn()) {
            throw new Refused(Problem.of(503, "Too many ask for plans just now. Try again in a few seconds."));
        }
        try {
            return answer.get();
        } finally {
            turns.release();
        }
    }

    private boolean takenTurn() {
        try {
            return turns.tryAcquire(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
