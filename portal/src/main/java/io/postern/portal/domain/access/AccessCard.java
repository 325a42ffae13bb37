package io.postern.portal.domain.access;

import io.postern.portal.domain.Person;
import io.postern.portal.domain.Way;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is shown: what it is, how it stands in a sentence, how to connect, and what can be done.
 *
 * @param until when the access that is open ends
 * @param soon whether that is near enough to warn
 */
public record AccessCard(
        AccessRequest request,
        State state,
        String says,
        @Nullable Instant until,
        boolean soon,
        List<Connection> connections,
        String extension,
        List<Action> actions) {
    private static final Duration SOON = Duration.ofMinutes(5);

    /** How to connect to one VM. */
    public record Connection(String vm, List<Way> ways) {}

    public static AccessCard of(AccessRequest request, Map<String, AskedVm> vms, Person person, Instant now) {
        State state = request.stateOf();
        Instant until = state.isOpen() ? request.until().orElse(null) : null;
        return new AccessCard(
                request,
                state,
                says(request, state),
                until,
                until != null && until.isBefore(now.plus(SOON)),
                state.isOpen() ? connections(request, vms) : List.of(),
                request.waitingExtension().map(AccessCard::waiting).orElse(""),
                Action.of(request, person));
    }

    /** Whether it asks to be extended rather than asked for anew. */
    public boolean extendable() {
        return actions.contains(Action.EXTEND);
    }

    private static List<Connection> connections(AccessRequest request, Map<String, AskedVm> vms) {
        return request.grants().stream()
                .filter(Grant::isOpen)
                .map(grant -> new Connection(grant.vmName(), grant.ways(Optional.ofNullable(vms.get(grant.vm())))))
                .distinct()
                .toList();
    }

    private static String waiting(AccessRequest.Prolonging extension) {
        return "An extension waits for approval; until somebody has said yes, the end stays as it is.";
    }

    private static String says(AccessRequest request, State state) {
        return switch (state) {
            case PENDING -> "Somebody has to approve this first. You see it here as soon as they have.";
            case APPROVED, OPENING ->
                "Approved. Azure is taking the rule over, usually within seconds; connect once this says Open.";
            case OPEN -> "No new connections after the end; open sessions are not cut.";
            case CLOSING ->
                "No new connections. The rule is being taken away; this stays until it is seen to be gone. Open sessions"
                        + " are not cut.";
            case CLOSED -> closed(request.reason());
            case DENIED -> "Not approved; its story says why.";
            case CANCELLED -> "Withdrawn before anything was open.";
            case LAPSED -> "Nobody decided in time.";
            case REFUSED -> "Approved, but it could not be opened; its story says why.";
            case UNKNOWN -> "";
        };
    }

    private static String closed(String reason) {
        return switch (reason) {
            case "expired" -> "The time was up.";
            case "released" -> "Given back.";
            case "revoked" -> "Revoked.";
            case "vm-deleted" -> "The VM is gone.";
            default -> "Closed.";
        };
    }
}
