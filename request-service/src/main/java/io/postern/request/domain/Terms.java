package io.postern.request.domain;

import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.PortAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, as it was accepted.
 *
 * @param breakGlass true when it is an emergency in which nobody is to be asked first; else null
 */
public record Terms(
        PersonId requester,
        String requesterName,
        List<Target> targets,
        List<Cidr> sources,
        @Nullable Duration duration,
        @Nullable Instant endsAt,
        String justification,
        @Nullable String ticket,
        @Nullable Boolean breakGlass) {
    public Terms {
        targets = List.copyOf(targets);
        sources = List.copyOf(sources);
    }

    /** Terms that are no emergency. */
    public Terms(
            PersonId requester,
            String requesterName,
            List<Target> targets,
            List<Cidr> sources,
            @Nullable Duration duration,
            @Nullable Instant endsAt,
            String justification,
            @Nullable String ticket) {
        this(requester, requesterName, targets, sources, duration, endsAt, justification, ticket, null);
    }

    public static Terms of(RequestSubmitted event) {
        return new Terms(
                event.requester(),
                event.personal().requesterName(),
                event.targets(),
                event.personal().sources(),
                event.duration(),
                event.endsAt(),
                event.personal().justification(),
                event.ticket(),
                event.breakGlass());
    }

    /** Whether nobody was to be asked first. */
    public boolean breaksGlass() {
        return Boolean.TRUE.equals(breakGlass);
    }

    /** The same wish with what was approved of it. */
    Terms as(Granted given) {
        return new Terms(
                requester,
                requesterName,
                given.targets(),
                given.sources(),
                given.duration(),
                given.endsAt(),
                justification,
                ticket,
                breakGlass);
    }

    /** When the access ends if it opens now. */
    Optional<Instant> end(Instant now) {
        return duration != null ? Optional.of(now.plus(duration)) : Optional.ofNullable(endsAt);
    }

    /** Each single port on each VM. */
    List<Map.Entry<VmId, PortAccess>> opened() {
        return targets.stream()
                .flatMap(target -> target.ports().stream().map(port -> Map.entry(target.vm(), port)))
                .toList();
    }

    /** How many grants an approval of these terms fans out into on one VM: one a protocol and address family. */
    long grantsOn(VmId vm) {
        long protocols = targets.stream()
                .filter(target -> target.vm().equals(vm))
                .flatMap(target -> target.ports().stream())
                .map(PortAccess::protocol)
                .distinct()
                .count();
        return protocols * sources.stream().map(Cidr::family).distinct().count();
    }
}
