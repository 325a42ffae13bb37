package io.postern.audit.app;

import io.postern.audit.domain.AccessStep;
import io.postern.contracts.id.RequestId;
import java.util.List;
import java.util.Optional;

/** The leaves about the access that a request gave. */
@FunctionalInterface
public interface AccessSteps {
    /** In the order of the leaves; nothing when the trail does not know the request. */
    Optional<List<AccessStep>> of(RequestId request);
}
