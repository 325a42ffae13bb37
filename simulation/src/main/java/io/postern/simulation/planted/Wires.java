package io.postern.simulation.planted;

import io.postern.contracts.event.Envelope;
import io.postern.enforcer.app.ApprovalSignatures;
import io.postern.enforcer.app.Approvals;
import io.postern.enforcer.app.Grants;
import io.postern.enforcer.app.Leases;
import io.postern.enforcer.app.NetworkRules;
import io.postern.enforcer.app.OwnRules;
import io.postern.enforcer.app.WriteBudget;
import io.postern.sweeper.app.Network;
import java.time.Clock;

/** How the parts of the product are connected: straight, unless a bug is planted in between. */
public class Wires {
    /** What an enforcer takes an event for. */
    public Envelope taken(Envelope real) {
        return real;
    }

    public ApprovalSignatures signatures(ApprovalSignatures real) {
        return real;
    }

    public NetworkRules network(NetworkRules real) {
        return real;
    }

    public Grants grants(Grants real) {
        return real;
    }

    public Approvals approvals(Approvals real) {
        return real;
    }

    public OwnRules rules(OwnRules real) {
        return real;
    }

    public Leases leases(Leases real) {
        return real;
    }

    public WriteBudget budget(WriteBudget real) {
        return real;
    }

    /** The clock that writes are judged by. */
    public Clock writing(Clock real) {
        return real;
    }

    /** The clock that ends are judged by. */
    public Clock reconciling(Clock real) {
        return real;
    }

    public Network sweeping(Network real) {
        return real;
    }
}
