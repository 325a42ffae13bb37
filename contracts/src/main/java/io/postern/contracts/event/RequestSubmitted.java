package io.postern.contracts.event;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person asked for access; exactly one of duration and endsAt is set. Nothing is open yet.
 *
 * @param breakGlass true when it is an emergency in which nobody is to be asked first; else null
 */
public record RequestSubmitted(
        RequestId requestId,
        PersonId requester,
        List<Target> targets,
        @Nullable Duration duration,
        @Nullable Instant endsAt,
        @Nullable String ticket,
        @Nullable Boolean breakGlass,
        Personal personal)
        implements PosternEvent {
    public RequestSubmitted {
        targets = List.copyOf(targets);
        Terms.oneLength(duration, endsAt);
    }

    /** A request that is no emergency. */
    public RequestSubmitted(
            RequestId requestId,
            PersonId requester,
            List<Target> targets,
            @Nullable Duration duration,
            @Nullable Instant endsAt,
            @Nullable String ticket,
            Personal personal) {
        this(requestId, requester, targets, duration, endsAt, ticket, null, personal);
    }

    @Override
    public String subject() {
        return requestId.value();
    }

    /** What may be erased about the requester. The nonce keeps digests over it from being guessed. */
    public record Personal(String requesterName, List<Cidr> sources, String justification, String nonce) {
        public Personal {
            sources = List.copyOf(sources);
        }
    }
}
