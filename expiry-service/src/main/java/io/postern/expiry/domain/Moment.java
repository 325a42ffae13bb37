package io.postern.expiry.domain;

import io.postern.contracts.event.Expired;
import io.postern.contracts.event.ExpiringSoon;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import java.time.Instant;
import java.util.Comparator;

/** An instant at which something about a grant's end is to be announced. */
public record Moment(Instant at, Kind kind, GrantId grantId, RequestId requestId, Instant until)
        implements Comparable<Moment> {
    /** What there is to say. */
    public enum Kind {
        WARNING,
        END
    }

    private static final Comparator<Moment> ORDER = Comparator.comparing(Moment::at)
            .thenComparing(moment -> moment.grantId().value())
            .thenComparing(Moment::kind)
            .thenComparing(Moment::until)
            .thenComparing(moment -> moment.requestId().value());

    public boolean isDue(Instant now) {
        return !now.isBefore(at);
    }

    /** A warning that comes with the end, or after it, warns nobody. */
    public boolean isPointless(Instant now) {
        return kind == Kind.WARNING && !now.isBefore(until);
    }

    public PosternEvent event() {
        return switch (kind) {
            case WARNING -> new ExpiringSoon(requestId, grantId, until);
            case END -> new Expired(requestId, grantId, until);
        };
    }

    @Override
    public int compareTo(Moment other) {
        return ORDER.compare(this, other);
    }
}
