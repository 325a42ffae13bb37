package io.postern.request.app;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.request.domain.AccessRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What has been asked for lately, by the VMs that it was asked for. */
public interface RequestHistory {
    /** For each set of VMs, in their order: the newest requests since then that touch one of them, newest first. */
    List<List<AccessRequest>> touching(
            List<Set<VmId>> vms, Instant since, Optional<PersonId> requester, int mostOfEach);
}
