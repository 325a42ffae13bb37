package io.postern.simulation.record;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.app.Approvals;
import io.postern.enforcer.app.Grants;
import io.postern.enforcer.domain.approval.PastApproval;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Used approvals and tombs. */
public record ApprovalTable(Database database) implements Approvals {
    @Override
    public Optional<First> first(String jti, Approved approved, Instant panicsSince, Instant now) {
        if (!use(jti, approved)) {
            return Optional.empty();
        }
        Set<VmId> vms = approved.targets().stream().map(Target::vm).collect(Collectors.toSet());
        return Optional.of(new First(
                database.tombs.find(approved.requestId().value()),
                past(approved.requestId()),
                panicsSince(panicsSince),
                new MachineTable(database).find(vms),
                vms.stream().collect(Collectors.toMap(Function.identity(), new PolicyTable(database)::held))));
    }

    private boolean use(String jti, Approved approved) {
        int extension = approved.extension() == null ? 0 : approved.extension();
        String key = approved.requestId().value() + " " + extension;
        if (database.signings.has(jti) || database.used.has(key)) {
            return false;
        }
        database.signings.put(jti, key);
        boolean breakGlass = Boolean.TRUE.equals(approved.breakGlass());
        database.used.put(key, new PastApproval(extension, approved.requester(), breakGlass));
        return true;
    }

    private List<PastApproval> past(RequestId request) {
        return List.copyOf(database.used.startingWith(request.value()));
    }

    @Override
    public void takeTurn(RequestId request) {
        // NB. transactions happen one after another here
    }

    @Override
    public void entomb(RequestId request, CloseReason reason, Instant now) {
        if (!database.tombs.has(request.value())) {
            database.tombs.put(request.value(), reason);
        }
    }

    @Override
    public void panic(Panic panic, Instant now) {
        database.panics.put(panic.boundary().map(BoundaryId::key).orElse(""), now);
    }

    @Override
    public void toShut(Collection<GrantId> grants) {
        grants.forEach(grant -> database.unshut.put(grant.value(), grant));
    }

    @Override
    public List<GrantId> unshut(int most) {
        return database.unshut.all().stream().sorted(Grants.BY_AGE).limit(most).toList();
    }

    @Override
    public void shut(Collection<GrantId> grants) {
        grants.forEach(grant -> database.unshut.remove(grant.value()));
    }

    private List<Panic> panicsSince(Instant time) {
        return database.panics.keys().stream()
                .filter(key -> !database.panics.find(key).orElseThrow().isBefore(time))
                .map(key ->
                        new Panic(Optional.of(key).filter(id -> !id.isEmpty()).map(BoundaryId::new)))
                .toList();
    }
}
