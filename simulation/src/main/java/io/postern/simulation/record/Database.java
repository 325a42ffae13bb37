package io.postern.simulation.record;

import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.VmAssessed;
import io.postern.enforcer.app.Findings;
import io.postern.enforcer.domain.approval.PastApproval;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.expiry.domain.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The rows of all services, as committed. A transaction happens at one instant, wholly or not at all: interleavings inside a
 * transaction are the database's business and are tested on the real one.
 */
public final class Database {
    public final Table<Grant> grants = new Table<>(this);
    public final Table<RuleRow> rules = new Table<>(this);
    public final Table<java.time.Instant> opened = new Table<>(this);
    public final Table<LeaseRow> leases = new Table<>(this);
    public final Table<SurveyRow> surveys = new Table<>(this);
    public final Table<PolicyRow> policies = new Table<>(this);
    public final Table<java.time.Instant> letGo = new Table<>(this);
    public final Table<VmAssessed> machines = new Table<>(this);
    public final Table<Findings.Known> findings = new Table<>(this);
    public final Table<PastApproval> used = new Table<>(this);
    public final Table<String> signings = new Table<>(this);
    public final Table<io.postern.contracts.event.CloseReason> tombs = new Table<>(this);
    public final Table<java.time.Instant> panics = new Table<>(this);
    public final Table<String> inbox = new Table<>(this);
    public final Table<io.postern.enforcer.domain.budget.Budget> budgets = new Table<>(this);
    public final Table<DeadlineRow> deadlines = new Table<>(this);

    private final List<Runnable> undo = new ArrayList<>();
    private final List<PosternEvent> outbox = new ArrayList<>();
    private final Consumer<List<PosternEvent>> committed;
    private boolean open;

    public Database(Consumer<List<PosternEvent>> committed) {
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

    /** Runs a transaction; when it fails, or {@code commits} is false, nothing of it remains. */
    <T> T transaction(Supplier<T> work, boolean commits) {
        open = true;
        List<PosternEvent> told = List.of();
        try {
            T result = work.get();
            if (commits) {
                told = List.copyOf(outbox);
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
