package io.postern.simulation.record;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.app.Grants;
import io.postern.enforcer.domain.grant.Grant;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The grants on record. */
public record GrantTable(Database database) implements Grants {
    @Override
    public void add(Grant.Granted grant, Instant now) {
        database.grants.put(grant.id().value(), grant);
    }

    @Override
    public Optional<Grant> locked(GrantId id) {
        return find(id);
    }

    @Override
    public List<Grant> locked(RequestId request) {
        return find(request);
    }

    @Override
    public Optional<Grant> find(GrantId id) {
        return database.grants.find(id.value());
    }

    @Override
    public List<Grant> find(RequestId request) {
        return where(grant -> grant.terms().request().equals(request));
    }

    @Override
    public List<Grant> line(GrantId first) {
        return List.copyOf(database.grantsByLine.all(first.value()));
    }

    @Override
    public List<Grant> lockedLine(GrantId first) {
        return line(first);
    }

    @Override
    public Optional<Instant> opened(RequestId request) {
        return database.opened.find(request.value());
    }

    @Override
    public void save(Grant grant, Instant now) {
        database.grants.put(grant.id().value(), grant);
        if (grant instanceof Grant.Open open) {
            String request = open.terms().request().value();
            Instant first = database.opened
                    .find(request)
                    .filter(known -> known.isBefore(open.from()))
                    .orElse(open.from());
            database.opened.put(request, first);
        }
    }

    @Override
    public List<Grant> unfinishedOn(Collection<VmId> vms) {
        return vms.stream()
                .distinct()
                .flatMap(vm -> database.grantsByVm.all(vm.key()).stream())
                .filter(GrantTable::isUnfinished)
                .sorted(Comparator.comparing(grant -> grant.id().value()))
                .toList();
    }

    @Override
    public List<Grant> unfinished() {
        return where(GrantTable::isUnfinished);
    }

    @Override
    public List<Due> due(Ending which, Instant soon, Due after, int most) {
        Comparator<Due> oldestEndFirst =
                Comparator.comparing(Due::end).thenComparing(due -> due.grant().value());
        return database.grants.all().stream()
                .flatMap(grant -> due(which, grant, soon).stream())
                .filter(due -> oldestEndFirst.compare(due, after) > 0)
                .sorted(oldestEndFirst)
                .limit(most)
                .toList();
    }

    private static Optional<Due> due(Ending which, Grant grant, Instant soon) {
        return switch (grant) {
            case Grant.Live live
            when which == Ending.LIVE && live.end().isBefore(soon) -> Optional.of(new Due(live.id(), live.end()));
            case Grant.Closing closing
            when which == Ending.CLOSING -> Optional.of(new Due(closing.id(), closing.end()));
            default -> Optional.empty();
        };
    }

    @Override
    public List<Grant> waiting(Optional<GrantId> after, int most) {
        String last = after.map(GrantId::value).orElse("");
        return where(grant -> (grant instanceof Grant.Granted || grant instanceof Grant.Opening)
                        && grant.id().value().compareTo(last) > 0)
                .stream()
                .limit(most)
                .toList();
    }

    private List<Grant> where(Predicate<Grant> holds) {
        return database.grants.all().stream().filter(holds).toList();
    }

    private static boolean isUnfinished(Grant grant) {
        return !(grant instanceof Grant.Closed) && !(grant instanceof Grant.Refused);
    }
}
