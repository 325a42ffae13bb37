package io.postern.request.app;

import io.postern.request.domain.KnownVm;
import java.util.List;

/** Shows the VMs that access can be asked for, and those that are not protected yet. */
public final class ShowVms {
    private final Transaction transaction;
    private final Vms vms;

    public ShowVms(Transaction transaction, Vms vms) {
        this.transaction = transaction;
        this.vms = vms;
    }

    public List<KnownVm> all() {
        return transaction.call(vms::all);
    }
}
