package io.postern.request.domain;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came in: well-formed, and not yet decided. No sources: the caller's own address.
 *
 * @param callerAddress what {@link TrustedProxies#origin} says of the call; it may be no address at all
 * @param breakGlass what was typed to confirm that this is an emergency in which nobody is to be asked first; else null
 */
public record Submission(
        Caller caller,
        List<Wanted> targets,
        List<Cidr> sources,
        String callerAddress,
        @Nullable Duration duration,
        @Nullable Instant endsAt,
        String justification,
        @Nullable String ticket,
        @Nullable String breakGlass) {
    public Submission {
        targets = List.copyOf(targets);
        sources = List.copyOf(sources);
    }

    /** A submission that is no emergency. */
    public Submission(
            Caller caller,
            List<Wanted> targets,
            List<Cidr> sources,
            String callerAddress,
            @Nullable Duration duration,
            @Nullable Instant endsAt,
            String justification,
            @Nullable String ticket) {
        this(caller, targets, sources, callerAddress, duration, endsAt, justification, ticket, null);
    }

    public PersonId requester() {
        return caller.id();
    }

    public String requesterName() {
        return caller.name();
    }

    /** One VM with the ports asked for; which protocols they stand for is the JIT policy's word. */
    public record Wanted(VmId vm, List<Port> ports) {
        public Wanted {
            ports = List.copyOf(ports);
        }
    }

    /** The stretch asked for, counted from now when an absolute end is given; empty unless there is one end, ahead. */
    Optional<Duration> length(Instant now) {
        if (duration != null) {
            return endsAt == null ? Optional.of(duration) : Optional.empty();
        }
        return Optional.ofNullable(endsAt).filter(now::isBefore).map(end -> Duration.between(now, end));
    }
}
