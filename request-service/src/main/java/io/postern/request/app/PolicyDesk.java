package io.postern.request.app;

import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.id.VmId;
import io.postern.request.domain.Caller;
import io.postern.request.domain.PolicyChange;
import io.postern.request.domain.PolicyId;
import io.postern.request.domain.PolicyReason;
import io.postern.request.domain.PolicyRefusal;
import io.postern.request.domain.PolicyWorld;
import io.postern.request.domain.Rights;
import java.util.Collection;

/** What every order about policies needs: who may give one, what it has to fit, and how a change is kept and told. */
public final class PolicyDesk {
    private static final String ABOUT = "jit-policies";

    private final Transaction transaction;
    private final Vms vms;
    private final JitPolicies policies;
    private final Events events;

    public PolicyDesk(Transaction transaction, Vms vms, JitPolicies policies, Events events) {
        this.transaction = transaction;
        this.vms = vms;
        this.policies = policies;
        this.events = events;
    }

    Transaction transaction() {
        return transaction;
    }

    Vms vms() {
        return vms;
    }

    JitPolicies policies() {
        return policies;
    }

    /** Whether the caller may not configure; who tries is told of, under one subject whatever the attempt names. */
    boolean refuses(Caller caller, String action, String what) {
        if (Rights.configures(caller)) {
            return false;
        }
        transaction.call(() -> {
            String detail = notEntitled().sentence() + " It was about " + what + ".";
            events.append(new AttemptRefused(ABOUT, caller.id(), action, "not-entitled", detail));
            return ABOUT;
        });
        return true;
    }

    static PolicyRefusal notEntitled() {
        return new PolicyRefusal(PolicyReason.NOT_ENTITLED, "The role " + Caller.CONFIGURE + " is needed.");
    }

    PolicyWorld world(Collection<VmId> ids) {
        return new PolicyWorld(vms.find(ids), policies.homes(ids));
    }

    void record(PolicyId id, String kind, PolicyChange change) {
        policies.save(id, kind, change);
        change.facts().forEach(events::append);
    }
}
