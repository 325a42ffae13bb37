package io.postern.approval.app;

import io.postern.approval.domain.rbac.Entitlements;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What Azure says about people's roles. */
public interface Rights {
    /**
     * The roles of a person around a VM, as Azure told them at most so long ago.
     *
     * @throws RightsUnknown when Azure cannot be asked
     */
    Entitlements of(PersonId person, VmId vm, Duration maxAge, Instant now);

    /** The same without asking anybody: empty when it is not known from before. */
    default Optional<Entitlements> known(PersonId person, VmId vm, Duration maxAge, Instant now) {
        return Optional.empty();
    }
}
