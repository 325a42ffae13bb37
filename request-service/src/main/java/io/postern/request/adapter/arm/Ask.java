package io.postern.request.adapter.arm;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One port of one VM that somebody wants to reach, on its own terms. */
record Ask(VmId vm, Port port, Common common) {
    /** What asks that make up one request have in common; no sources stand for the caller's own address. */
    record Common(
            Set<Cidr> sources,
            @Nullable Duration duration,
            @Nullable Instant endsAt) {
        static Common of(List<Cidr> sources, @Nullable Duration duration, @Nullable Instant endsAt) {
            return new Common(new LinkedHashSet<>(sources), duration, endsAt);
        }
    }
}
