package io.postern.approval.app;

import io.postern.approval.domain.Review;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.id.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The reviews that are owed, and those that were made. */
public interface Reviews {
    /** Something that is to be reviewed, with what had been asked for. */
    record Awaited(Review review, RequestSubmitted request) {}

    /** Lets nobody else get past here until this unit of work has ended. */
    void queueUp();

    void add(Review review);

    /** The emergencies since then, and all those that nobody has reviewed. */
    List<Review> sinceOrAwaited(Instant since);

    /** Finds a review and holds it for this unit of work. */
    Optional<Review> hold(RequestId request);

    /** Keeps what was found; the review is held. */
    void keep(Review.Made made, RequestId request);

    /** Those that members of any of these groups have still to make, the most urgent first. */
    List<Awaited> awaited(Set<String> groups, int atMost);
}
