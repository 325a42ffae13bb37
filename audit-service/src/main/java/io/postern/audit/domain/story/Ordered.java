package io.postern.audit.domain.story;

import io.postern.contracts.event.RequestCancelled;
import io.postern.contracts.event.RevocationRequested;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That somebody ended it before its time.
 *
 * @param how {@code cancelled}, {@code released} or {@code revoked}
 */
public record Ordered(
        long leaf,
        Instant at,
        String how,
        Person by,
        @Nullable String why) {
    static Optional<Ordered> of(Recorded recorded) {
        long leaf = recorded.leaf();
        Instant at = recorded.envelope().time();
        return switch (recorded.envelope().event()) {
            case RequestCancelled e ->
                Optional.of(new Ordered(leaf, at, "cancelled", new Person(e.cancelledBy(), null), null));
            case RevocationRequested e ->
                Optional.of(new Ordered(
                        leaf,
                        at,
                        e.reason().word(),
                        new Person(e.requestedBy(), e.personal().name()),
                        e.personal().comment()));
            default -> Optional.empty();
        };
    }
}
