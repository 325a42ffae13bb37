package io.postern.approval.app;

import io.postern.contracts.id.RequestId;
import io.postern.policy.RequestFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cases that were judged, with what the policy was told of them then. */
public interface PastCases {
    /**
     * Where a case stands in the order of time.
     *
     * @param extension which extension of the request, from 1; 0 for the request itself
     */
    record Place(Instant submittedAt, RequestId request, int extension) {}

    /** @param facts empty when this version cannot read what an earlier one wrote */
    record Past(Place place, Optional<RequestFacts> facts) {}

    /** The newest ones after an instant, and before a place if one is given. */
    List<Past> page(Instant since, @Nullable Place before, int atMost);
}
