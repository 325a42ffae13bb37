package io.postern.request.domain;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Target;
import io.postern.contracts.net.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was approved of a request: all that was asked for, or less. */
public record Granted(
        List<Target> targets,
        List<Cidr> sources,
        @Nullable Duration duration,
        @Nullable Instant endsAt) {
    public Granted {
        targets = List.copyOf(targets);
        sources = List.copyOf(sources);
    }

    static Granted of(Approved fact) {
        return new Granted(fact.targets(), fact.personal().sources(), fact.duration(), fact.endsAt());
    }

    /** Of an extension, which may leave less open than before; the length that was agreed on at first stays. */
    static Granted of(Approved extension, Terms before) {
        return new Granted(extension.targets(), extension.personal().sources(), before.duration(), before.endsAt());
    }
}
