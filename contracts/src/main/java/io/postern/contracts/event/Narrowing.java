package io.postern.contracts.event;

import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an approver takes away from a request: it may only become less. Null leaves a term as it was asked for.
 *
 * @param duration at most so long; for a request with an end, so long after its opening
 * @param ports only these ports, on every VM
 * @param sources only from here: each within a source asked for
 */
public record Narrowing(
        @Nullable Duration duration,
        @Nullable List<Port> ports,
        @Nullable List<Cidr> sources) {
    public Narrowing {
        if (duration != null) {
            Terms.positive(duration);
        }
        ports = ports == null ? null : List.copyOf(ports);
        sources = sources == null ? null : List.copyOf(sources);
        if (ports != null && ports.isEmpty() || sources != null && sources.isEmpty()) {
            throw new IllegalArgumentException("to leave nothing is to deny");
        }
    }
}
