package io.postern.request.domain;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.net.PortAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long ports of a VM were open by one grant.
 *
 * @param vm the VM's key
 * @param opened null when it was never heard of as open
 * @param closed when it was seen to be gone; null while it stands
 * @param until when it was to end
 * @param reason why it ended
 */
public record Stay(
        String vm,
        List<PortAccess> ports,
        @Nullable Instant opened,
        @Nullable Instant closed,
        @Nullable Instant until,
        @Nullable CloseReason reason) {
    public Stay {
        ports = List.copyOf(ports);
    }

    /** Each port of the VM by a name of its own. */
    Stream<String> doors() {
        return ports.stream().map(access -> vm + " " + access.port().number() + " " + access.protocol());
    }

    /** By how much it outlived its end; empty unless it went because its time was up. */
    Optional<Duration> late() {
        if (reason != CloseReason.EXPIRED || until == null || closed == null) {
            return Optional.empty();
        }
        return Optional.of(closed.isAfter(until) ? Duration.between(until, closed) : Duration.ZERO);
    }
}
