package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.boundary.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong at the boundaries at present. */
public interface Findings {
    /** Makes these the findings of a boundary and says which of them are new. */
    List<Finding> replace(BoundaryId boundary, List<Finding> current, Instant now);

    /** Adds these to the findings of a boundary and says which of them are new. */
    List<Finding> note(BoundaryId boundary, List<Finding> found, Instant now);

    List<Known> known();

    /** A finding, where it is unless it is about all of the enforcer, and since when. */
    record Known(@Nullable BoundaryId boundary, Finding finding, Instant since) {}
}
