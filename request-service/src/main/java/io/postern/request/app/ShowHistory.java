package io.postern.request.app;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Caller;
import io.postern.request.domain.JitPolicy;
import io.postern.request.domain.Rights;
import io.postern.request.domain.VmPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows what has been asked for under JIT policies in the last days, as far as the caller may see it. */
public final class ShowHistory {
    private static final Duration REACH = Duration.ofDays(7);
    private static final int MOST = 100;

    private final Transaction transaction;
    private final RequestHistory history;
    private final Rights rights;

    public ShowHistory(Transaction transaction, RequestHistory history, Rights rights) {
        this.transaction = transaction;
        this.history = history;
        this.rights = rights;
    }

    /** One list for each policy, in their order. */
    public List<List<AccessRequest>> of(List<JitPolicy> policies, Caller caller, Instant now) {
        if (policies.isEmpty()) {
            return List.of();
        }
        Optional<PersonId> whose = rights.readsEverything(caller) ? Optional.empty() : Optional.of(caller.id());
        List<Set<VmId>> vms = policies.stream().map(ShowHistory::vms).toList();
        return transaction.call(() -> history.touching(vms, now.minus(REACH), whose, MOST));
    }

    private static Set<VmId> vms(JitPolicy policy) {
        return policy.vms().stream().map(VmPolicy::vm).collect(Collectors.toSet());
    }
}
