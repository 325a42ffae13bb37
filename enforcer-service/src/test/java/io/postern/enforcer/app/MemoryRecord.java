package io.postern.enforcer.app;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.Target;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import io.postern.enforcer.domain.approval.Limits;
import io.postern.enforcer.domain.approval.PastApproval;
import io.postern.enforcer.domain.boundary.Finding;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The whole record in memory; {@code down} makes every transaction fail. Its rules are in {@link MemoryRules}. */
public final class MemoryRecord
        implements UnitOfWork, Grants, Leases, WriteBudget, Policies, Inventory, Approvals, Findings, Events {
    private static final Comparator<Due> DUE_ORDER =
            Comparator.comparing(Due::end).thenComparing(due -> due.grant().value());
    public final Map<GrantId, Grant> grants = new LinkedHashMap<>();
    public final List<PosternEvent> events = new ArrayList<>();
    public final Map<BoundaryId, List<Finding>> findings = new HashMap<>();
    public final Map<RequestId, CloseReason> tombs = new HashMap<>();
    public final Map<VmId, List<PortAccess>> policies = new HashMap<>();
    public final Map<VmId, AccessConditions> demands = new HashMap<>();
    public final Map<VmId, VmAssessed> inventory = new LinkedHashMap<>();
    private final Map<VmId, Instant> letGo = new HashMap<>();
    private final Map<Panic, Instant> panics = new HashMap<>();
    /** What panics found. */
    public final Set<GrantId> unshut = new LinkedHashSet<>();

    private final Set<String> used = new HashSet<>();
    public final Map<RequestId, List<PastApproval>> past = new HashMap<>();
    private final Map<RequestId, Instant> opened = new HashMap<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private int depth;
    public boolean down;
    public boolean leasedByAnother;
    public Slot slot = new Slot.Now();
    public final List<Duration> blocked = new ArrayList<>();
    public Runnable beforeCall = () -> {};

    @Override
    public <T> T call(Supplier<T> work) {
        if (down) {
            throw new IllegalStateException("the database is down");
        }
        beforeCall.run();
        depth++;
        T result;
        try {
            result = work.get();
        } finally {
            depth--;
        }
        if (depth == 0) {
            List<Runnable> runs = List.copyOf(afterCommit);
            afterCommit.clear();
            runs.forEach(Runnable::run);
        }
        return result;
    }

    @Override
    public void afterCommit(Runnable run) {
        afterCommit.add(run);
    }

    @Override
    public void add(Grant.Granted grant, Instant now) {
        grants.put(grant.id(), grant);
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
        return Optional.ofNullable(grants.get(id));
    }

    @Override
    public List<Grant> find(RequestId request) {
        return grants.values().stream()
                .filter(grant -> grant.terms().request().equals(request))
                .toList();
    }

    @Override
    public List<Grant> line(GrantId first) {
        return grants.values().stream()
                .filter(grant -> grant.terms().line().equals(first))
                .toList();
    }

    @Override
    public List<Grant> lockedLine(GrantId first) {
        return line(first);
    }

    @Override
    public Optional<Instant> opened(RequestId request) {
        return Optional.ofNullable(opened.get(request));
    }

    @Override
    public void save(Grant grant, Instant now) {
        grants.put(grant.id(), grant);
        if (grant instanceof Grant.Open open) {
            opened.merge(open.terms().request(), open.from(), (one, other) -> one.isBefore(other) ? one : other);
        }
    }

    @Override
    public List<Grant> unfinishedOn(Collection<VmId> vms) {
        return grants.values().stream()
                .filter(grant -> vms.contains(grant.terms().vm()))
                .filter(grant -> !(grant instanceof Grant.Closed) && !(grant instanceof Grant.Refused))
                .toList();
    }

    @Override
    public List<Grant> unfinished() {
        return grants.values().stream()
                .filter(grant -> !(grant instanceof Grant.Closed) && !(grant instanceof Grant.Refused))
                .toList();
    }

    @Override
    public List<Due> due(Ending which, Instant soon, Due after, int most) {
        return grants.values().stream()
                .filter(grant -> which == Ending.LIVE
                        ? grant instanceof Grant.Live live && live.end().isBefore(soon)
                        : grant instanceof Grant.Closing)
                .map(grant -> new Due(
                        grant.id(), grant instanceof Grant.Live live ? live.end() : ((Grant.Closing) grant).end()))
                .sorted(DUE_ORDER)
                .filter(due -> DUE_ORDER.compare(due, after) > 0)
                .limit(most)
                .toList();
    }

    @Override
    public List<Grant> waiting(Optional<GrantId> after, int most) {
        return grants.values().stream()
                .filter(grant -> grant instanceof Grant.Granted || grant instanceof Grant.Opening)
                .filter(grant -> after.isEmpty()
                        || grant.id().value().compareTo(after.get().value()) > 0)
                .sorted(Comparator.comparing(grant -> grant.id().value()))
                .limit(most)
                .toList();
    }

    @Override
    public boolean take(BoundaryId boundary) {
        if (down) {
            throw new IllegalStateException("the database is down");
        }
        return !leasedByAnother;
    }

    @Override
    public boolean stillMine(BoundaryId boundary) {
        return take(boundary);
    }

    @Override
    public boolean isUncontested(BoundaryId boundary) {
        return true;
    }

    @Override
    public void release(BoundaryId boundary) {}

    @Override
    public Slot take(BoundaryId boundary, boolean removes) {
        return slot;
    }

    @Override
    public void blocked(BoundaryId boundary, Duration retryAfter) {
        blocked.add(retryAfter);
    }

    @Override
    public List<PortAccess> of(VmId vm) {
        return policies.getOrDefault(vm, List.of());
    }

    @Override
    public Map<VmId, List<PortAccess>> of(Collection<VmId> vms) {
        Map<VmId, List<PortAccess>> some = new HashMap<>(policies);
        some.keySet().retainAll(vms);
        return some;
    }

    @Override
    public Map<VmId, List<PortAccess>> byVm() {
        return Map.copyOf(policies);
    }

    @Override
    public Limits limits(VmId vm) {
        return Limits.of(demands.getOrDefault(vm, AccessConditions.DEFAULT));
    }

    public void protect(VmId vm, String policyId, List<PortAccess> ports, Instant now) {
        protect(vm, policyId, ports, AccessConditions.DEFAULT, now);
    }

    @Override
    public void protect(VmId vm, String policyId, List<PortAccess> ports, AccessConditions conditions, Instant now) {
        policies.put(vm, ports);
        demands.put(vm, conditions);
    }

    @Override
    public void change(VmId vm, List<PortAccess> ports, AccessConditions conditions, Instant now) {
        protect(vm, "", ports, conditions, now);
    }

    @Override
    public void unprotect(VmId vm, Instant now) {
        policies.remove(vm);
        demands.remove(vm);
        letGo.put(vm, now);
    }

    @Override
    public Optional<Instant> unprotectedSince(VmId vm) {
        return Optional.ofNullable(letGo.get(vm)).filter(_ -> !holds(vm));
    }

    @Override
    public boolean holds(VmId vm) {
        return policies.containsKey(vm);
    }

    @Override
    public Optional<Snapshot> find(VmId vm) {
        return Optional.ofNullable(inventory.get(vm)).map(Snapshot::of);
    }

    @Override
    public Map<VmId, Snapshot> find(Collection<VmId> vms) {
        Map<VmId, Snapshot> found = new LinkedHashMap<>();
        vms.forEach(vm -> find(vm).ifPresent(seen -> found.put(vm, seen)));
        return found;
    }

    @Override
    public List<Snapshot> behind(BoundaryId boundary) {
        return inventory.values().stream()
                .map(Snapshot::of)
                .filter(vm -> vm.boundaries().contains(boundary))
                .toList();
    }

    @Override
    public List<VmAssessed> all() {
        return List.copyOf(inventory.values());
    }

    @Override
    public void save(Collection<VmAssessed> assessed) {
        assessed.forEach(vm -> inventory.put(vm.vm(), vm));
    }

    @Override
    public void remove(VmId vm) {
        inventory.remove(vm);
    }

    @Override
    public Optional<First> first(String jti, Approved approved, Instant panicsSince, Instant now) {
        int extension = approved.extension() == null ? 0 : approved.extension();
        RequestId request = approved.requestId();
        if (!(used.add(jti) & used.add(request + " " + extension))) {
            return Optional.empty();
        }
        List<PastApproval> known = past.computeIfAbsent(request, _ -> new ArrayList<>());
        known.add(new PastApproval(extension, approved.requester(), Boolean.TRUE.equals(approved.breakGlass())));
        List<Panic> since = panics.entrySet().stream()
                .filter(panic -> !panic.getValue().isBefore(panicsSince))
                .map(Map.Entry::getKey)
                .toList();
        Set<VmId> vms = approved.targets().stream().map(Target::vm).collect(Collectors.toSet());
        return Optional.of(new First(
                Optional.ofNullable(tombs.get(request)),
                List.copyOf(known),
                since,
                find(vms),
                vms.stream().collect(Collectors.toMap(Function.identity(), this::held))));
    }

    @Override
    public void takeTurn(RequestId request) {}

    @Override
    public void entomb(RequestId request, CloseReason reason, Instant now) {
        tombs.putIfAbsent(request, reason);
    }

    @Override
    public void panic(Panic panic, Instant now) {
        panics.put(panic, now);
    }

    @Override
    public void toShut(Collection<GrantId> grants) {
        unshut.addAll(grants);
    }

    @Override
    public List<GrantId> unshut(int most) {
        return unshut.stream().limit(most).toList();
    }

    @Override
    public void shut(Collection<GrantId> grants) {
        grants.forEach(unshut::remove);
    }

    @Override
    public List<Finding> replace(BoundaryId boundary, List<Finding> current, Instant now) {
        List<Finding> before = findings.put(boundary, current);
        return current.stream()
                .filter(finding -> before == null || !before.contains(finding))
                .toList();
    }

    @Override
    public List<Finding> note(BoundaryId boundary, List<Finding> found, Instant now) {
        List<Finding> all = new ArrayList<>(findings.getOrDefault(boundary, List.of()));
        List<Finding> fresh =
                found.stream().filter(finding -> !all.contains(finding)).toList();
        all.addAll(fresh);
        findings.put(boundary, all);
        return fresh;
    }

    @Override
    public List<Known> known() {
        return findings.entrySet().stream()
                .flatMap(entry ->
                        entry.getValue().stream().map(finding -> new Known(entry.getKey(), finding, Instant.EPOCH)))
                .toList();
    }

    @Override
    public void append(PosternEvent event) {
        events.add(event);
    }
}
