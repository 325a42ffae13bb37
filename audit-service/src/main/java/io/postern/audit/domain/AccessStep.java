package io.postern.audit.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A leaf about the access that a request gave: agreed to, opened, closed, refused. */
public sealed interface AccessStep {
    long leaf();

    /**
     * Somebody agreed, to no end later than {@code notAfter}.
     *
     * @param endsAt an earlier end, if one was asked for
     * @param length how long it may be open, if that was asked for
     * @param doors where
     */
    record Approved(
            long leaf,
            Instant at,
            Instant notAfter,
            Optional<Instant> endsAt,
            Optional<Duration> length,
            List<Door> doors)
            implements AccessStep {
        public Approved {
            doors = List.copyOf(doors);
        }

        /** The latest end that it allows. */
        public Instant bound() {
            return endsAt.filter(notAfter::isAfter).orElse(notAfter);
        }
    }

    /** A grant was seen to be open. */
    record Opened(
            long leaf, String grant, Instant at, Instant from, Instant until, String rule, String vm, List<Door> doors)
            implements AccessStep {
        public Opened {
            doors = List.copyOf(doors);
        }
    }

    /** A grant was seen to be gone. */
    record Closed(long leaf, String grant, Instant at, String how) implements AccessStep {}

    /** A grant at a VM will not be opened, or nothing of an approval when it names neither. */
    record Refused(long leaf, Optional<String> grant, Optional<String> vm) implements AccessStep {}
}
