package io.postern.approval.app;

import io.postern.contracts.id.RequestId;
import java.util.Set;

/** What approvers are shown. */
@FunctionalInterface
public interface Shown {
    /** The digests of all that was ever to be decided about a request, its extensions included; none if it is not known. */
    Set<String> digests(RequestId request);
}
