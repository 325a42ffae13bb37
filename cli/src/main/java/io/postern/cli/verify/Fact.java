package io.postern.cli.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an entry says that others have to fit. Ports are kept as digests, so that a long trail takes little memory. */
sealed interface Fact {
    /** The clocks of two services may differ by this: the enforcer takes an approval that is so much ahead of its own. */
    Duration SKEW = Duration.ofSeconds(65);

    /** The entry. */
    long index();

    /**
     * Terms that somebody agreed to.
     *
     * @param notAfter what an opening must not outlast
     * @param bound the same as it was signed, before an earlier end was taken
     * @param length how long an opening may be, in seconds; 0 when only the end counts
     * @param doors the VMs and ports, as digests
     * @param extension whether it lets go on what is open
     * @param once a digest of the signature's own id, which no other approval has; 0 when it was not looked at
     * @param flaw why its signature proves nothing, if it was looked at and does not
     */
    record Approval(
            long index,
            String request,
            Instant at,
            Instant notAfter,
            Instant bound,
            long length,
            long[] doors,
            boolean extension,
            long once,
            @Nullable String flaw)
            implements Fact {
        /** Whether it may have been given by then, by a clock that is not that of who says so. */
        boolean isGivenBy(Instant then) {
            return !then.isBefore(at.minus(SKEW));
        }

        /** The same, of one that may have been given later than that. */
        boolean isGivenAfter(Instant then) {
            return !at.isBefore(then.minus(SKEW));
        }

        boolean covers(long[] wanted) {
            for (long door : wanted) {
                boolean known = false;
                for (long mine : doors) {
                    known |= mine == door;
                }
                if (!known) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * A grant was seen to be open.
     *
     * @param where a digest of its VM and rule, as they are written
     */
    record Opening(
            long index, String request, String grant, Instant at, Instant from, Instant until, long[] doors, long where)
            implements Fact {}

    /** A grant was seen to be gone. */
    record Removal(long index, String request, String grant, Instant at, String reason) implements Fact {}

    /** A grant will not be opened, or nothing of an approval when it names none. */
    record Refusal(long index, String request, Optional<String> grant, Instant at) implements Fact {}
}
