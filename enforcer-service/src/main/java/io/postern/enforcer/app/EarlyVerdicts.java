package io.postern.enforcer.app;

import io.postern.contracts.event.Approved;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/** Checks the signature of an approval while the transaction begins that takes it in; whoever asks gets the same answer. */
public final class EarlyVerdicts implements ApprovalSignatures {
    private final ApprovalSignatures signatures;
    private final Executor workers;

    /** By the very approval that was received: whatever equals it has to be checked by itself. */
    private final Map<Approved, FutureTask<Verdict>> begun = Collections.synchronizedMap(new IdentityHashMap<>());

    public EarlyVerdicts(ApprovalSignatures signatures, Executor workers) {
        this.signatures = signatures;
        this.workers = workers;
    }

    /** What it returns is run when nobody will ask any more. */
    public Runnable begin(Approved approved, Instant now) {
        FutureTask<Verdict> verdict = new FutureTask<>(() -> signatures.verify(approved, now));
        begun.put(approved, verdict);
        workers.execute(verdict);
        return () -> begun.remove(approved);
    }

    @Override
    public Verdict verify(Approved approved, Instant now) {
        FutureTask<Verdict> verdict = begun.remove(approved);
        if (verdict == null) {
            return signatures.verify(approved, now);
        }
        verdict.run(); // NB. does nothing if a worker has it
        try {
            return verdict.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a signature was checked", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a signature could not be checked", e.getCause());
        }
    }

    @Override
    public boolean ready() {
        return signatures.ready();
    }
}
