package io.postern.simulation.record;

import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.enforcer.app.Findings;
import io.postern.enforcer.domain.approval.PastApproval;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.expiry.domain.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The rows of all services, as committed. A transaction happens at one instant, wholly or not at all: interleavings inside a
 * transaction are the database's business and are tested on the real one.
 */
public final class Database {
    /** Nobody restores an older copy. */
    private static final Duration LONGEST = Duration.ofSeconds(90);

    public final Table<Grant> grants = new Table<>(this);
    public final Table<RuleRow> rules = new Table<>(this);
    final Index<Grant> grantsByVm =
            grants.by(grant -> List.of(grant.terms().vm().key()));
    final Index<Grant> grantsByLine =
            grants.by(grant -> List.of(grant.terms().line().value()));
    final Index<RuleRow> rulesByBoundary =
            rules.by(row -> List.of(row.boundary().key()));
    final Index<RuleRow> rulesByGrant = rules.by(row -> List.of(row.grant()));
    public final Table<Instant> opened = new Table<>(this);
    public final Table<LeaseRow> leases = new Table<>(this);
    public final Table<SurveyRow> surveys = new Table<>(this);
    public final Table<PolicyRow> policies = new Table<>(this);
    public final Table<Instant> letGo = new Table<>(this);
    public final Table<VmAssessed> machines = new Table<>(this);
    final Index<VmAssessed> machinesByBoundary = machines.by(
            vm -> Snapshot.of(vm).boundaries().stream().map(BoundaryId::key).toList());
    public final Table<Findings.Known> findings = new Table<>(this);
    public final Table<PastApproval> used = new Table<>(this);
    public final Table<String> signings = new Table<>(this);
    public final Table<io.postern.contracts.event.CloseReason> tombs = new Table<>(this);
    public final Table<java.time.Instant> panics = new Table<>(this);
    final Table<GrantId> unshut = new Table<>(this);
    public final Table<String> inbox = new Table<>(this);
    public final Table<io.postern.enforcer.domain.budget.Budget> budgets = new Table<>(this);
    public final Table<DeadlineRow> deadlines = new Table<>(this);

    private final List<Runnable> undo = new ArrayList<>();
    private final Deque<Commit> commits = new ArrayDeque<>();
    private final List<PosternEvent> outbox = new ArrayList<>();
    private final Supplier<Instant> now;
    private final Consumer<List<PosternEvent>> committed;
    private boolean open;

    public Database(Supplier<Instant> now, Consumer<List<PosternEvent>> committed) {
        this.now = now;
        this.committed = committed;
    }

    /** An announced or armed deadline. */
    public record DeadlineRow(Deadline deadline, State state, boolean warned) {
        /** As in the table of the real service. */
        public enum State {
            ARMED,
            ENDED,
            SUPERSEDED,
            ANNOUNCED
        }
    }

    /** Our rules that may stand at a boundary. */
    public Stream<RuleRow> rulesOn(BoundaryId boundary) {
        return rulesByBoundary.all(boundary.key()).stream().filter(RuleRow::live);
    }

    /** What ended long ago is not kept for ever; nor is what was taken in. */
    public void forget(GrantId grant, RequestId request) {
        List.copyOf(rulesByGrant.all(grant.value()))
                .forEach(row -> rules.remove(
                        RuleRow.key(row.boundary(), row.rule().name().text())));
        grants.remove(grant.value());
        opened.remove(request.value());
        inbox.clear();
    }

    boolean isOpen() {
        return open;
    }

    void undo(Runnable back) {
        if (open) {
            undo.add(back);
        }
    }

    void append(PosternEvent event) {
        if (!open) {
            throw new IllegalStateException("an event outside of a transaction");
        }
        outbox.add(event);
    }

    /** What can still be taken back of it. */
    private record Commit(Instant when, List<Runnable> undo) {}

    private void remember() {
        if (!undo.isEmpty()) {
            commits.addLast(new Commit(now.get(), List.copyOf(undo)));
        }
        Instant longAgo = now.get().minus(LONGEST);
        while (!commits.isEmpty() && commits.getFirst().when().isBefore(longAgo)) {
            commits.removeFirst();
        }
    }

    /** It is again as it was then; the answer is whose rows are other ones now. What was told stays told. */
    public Set<RequestId> setBackTo(Instant then) {
        Forgotten forgotten = new Forgotten(this);
        while (!commits.isEmpty() && commits.getLast().when().isAfter(then)) {
            commits.removeLast().undo().reversed().forEach(Runnable::run);
        }
        return forgotten.requests();
    }

    /** Runs a transaction; when it fails, or {@code commits} is false, nothing of it remains. */
    <T> T transaction(Supplier<T> work, boolean commits) {
        open = true;
        List<PosternEvent> told = List.of();
        try {
            T result = work.get();
            if (commits) {
                told = List.copyOf(outbox);
                remember();
                undo.clear();
            }
            return result;
        } finally {
            for (Runnable back : undo.reversed()) {
                open = false;
                back.run();
            }
            undo.clear();
            outbox.clear();
            open = false;
            if (!told.isEmpty()) {
                committed.accept(told);
            }
        }
    }
}
