package io.postern.cli.verify;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an entry says that others have to fit. Ports are kept as digests, so that a long trail takes little memory. */
sealed interface Fact {
    /** The entry. */
    long index();

    /**
     * Terms that somebody agreed to.
     *
     * @param notAfter what an opening must not outlast
     * @param length how long an opening may be, in seconds; 0 when only the end counts
     * @param doors the VMs and ports, as digests
     * @param flaw why its signature proves nothing, if it was looked at and does not
     */
    record Approval(
            long index,
            String request,
            Instant at,
            Instant notAfter,
            long length,
            long[] doors,
            @Nullable String flaw) implements Fact {
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

    /** A grant was seen to be open. */
    record Opening(long index, String request, String grant, Instant at, Instant from, Instant until, long[] doors)
            implements Fact {}

    /** A grant was seen to be gone. */
    record Removal(long index, String request, String grant, Instant at) implements Fact {}

    /** A grant will not be opened. */
    record Refusal(long index, String request, Optional<String> grant) implements Fact {}
}
