package io.postern.request.adapter.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.inject.Singleton;
import java.util.List;

/** The table {@code timeline_entry}. */
@Singleton
class TimelineRows implements PanacheRepository<TimelineRow> {
    /** By the time of the facts, not of hearing about them: topics have no order among each other. */
    List<TimelineRow> of(String requestId) {
        return list("requestId = ?1 order by at, id", requestId);
    }
}
