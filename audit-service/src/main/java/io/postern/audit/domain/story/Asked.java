package io.postern.audit.domain.story;

import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Target;
import io.postern.contracts.net.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who asked for what, and why. */
public record Asked(
        long leaf,
        Instant at,
        Person by,
        String why,
        @Nullable String ticket,
        boolean emergency,
        List<Target> targets,
        List<Cidr> sources,
        @Nullable Duration duration,
        @Nullable Instant endsAt) {
    static Asked of(Recorded recorded, RequestSubmitted e) {
        return new Asked(
                recorded.leaf(),
                recorded.envelope().time(),
                new Person(e.requester(), e.personal().requesterName()),
                e.personal().justification(),
                e.ticket(),
                Boolean.TRUE.equals(e.breakGlass()),
                e.targets(),
                e.personal().sources(),
                e.duration(),
                e.endsAt());
    }
}
