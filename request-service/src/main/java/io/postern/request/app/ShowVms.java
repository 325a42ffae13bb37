package io.postern.request.app;

import io.postern.contracts.id.VmId;
import io.postern.request.domain.Caller;
import io.postern.request.domain.ListedVm;
import io.postern.request.domain.Rights;
import io.postern.request.domain.ScaleSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows the inventory to everybody who has any part in just-in-time access. */
public final class ShowVms {
    private final Transaction transaction;
    private final Inventory inventory;
    private final ScaleSets scaleSets;
    private final Rights rights;

    /** A page of VMs, and how many there are in all. */
    public record Shown(Inventory.Page page, Inventory.Counts counts) {}

    public ShowVms(Transaction transaction, Inventory inventory, ScaleSets scaleSets, Rights rights) {
        this.transaction = transaction;
        this.inventory = inventory;
        this.scaleSets = scaleSets;
        this.rights = rights;
    }

    public boolean allows(Caller caller) {
        return rights.looks(caller);
    }

    public Shown page(Inventory.Query query, Instant now) {
        return transaction.call(() -> new Shown(inventory.page(query, now), inventory.counts()));
    }

    public Optional<ListedVm> one(VmId vm, Instant now) {
        return transaction.call(() -> inventory.one(vm, now));
    }

    public List<Inventory.Group> groups(int limit) {
        return transaction.call(() -> inventory.groups(limit));
    }

    public List<ScaleSet> scaleSets(Optional<String> after, int limit) {
        return transaction.call(() -> scaleSets.page(after, limit));
    }
}
