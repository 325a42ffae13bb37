package io.postern.request.domain;

import io.postern.contracts.event.ExtensionRequested;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The wish to keep an access for longer, and what became of it. It never changes how the request itself stands.
 *
 * @param number the how-manyeth of its request, from 1
 * @param grantedUntil until when it was approved, which may be earlier than asked for; null as long as it is not
 */
public record Extension(
        int number,
        Instant requestedAt,
        Instant endsAt,
        String justification,
        State state,
        @Nullable Instant grantedUntil) {
    /** How an extension stands, in the words of the API. */
    public enum State {
        PENDING,
        APPROVED,
        /** A grant with the later end has been read back from Azure. */
        IN_EFFECT,
        DENIED,
        LAPSED,
        /** Turned down by the enforcer, approved though it is. */
        REFUSED,
        /** Nobody will decide any more: the request ended first. */
        WITHDRAWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Extension asked(ExtensionRequested event, Instant at) {
        return new Extension(
                event.number(), at, event.endsAt(), event.personal().justification(), State.PENDING, null);
    }

    /** Whether it is still to come: somebody decides on it, or the enforcer is about to open for longer. */
    boolean underWay() {
        return state == State.PENDING || state == State.APPROVED;
    }

    Extension approved(Instant until) {
        return switch (state) {
            case PENDING -> with(State.APPROVED, until);
            case REFUSED -> grantedUntil == null ? with(State.REFUSED, until) : this;
            case APPROVED, IN_EFFECT, DENIED, LAPSED, WITHDRAWN -> this;
        };
    }

    Extension turnedDown(State how) {
        boolean unapproved = state == State.PENDING || state == State.REFUSED && grantedUntil == null;
        return unapproved ? with(how, null) : this;
    }

    /** Its approval may not have been heard of yet: the end that was agreed on comes with it. */
    Extension refused() {
        return underWay() ? with(State.REFUSED, grantedUntil) : this;
    }

    /** The extension as it stands beside the grants of its request. */
    Extension beside(List<Grant> grants, boolean over) {
        return switch (state) {
            case PENDING -> over ? with(State.WITHDRAWN, null) : this;
            case APPROVED, REFUSED ->
                grants.stream().anyMatch(this::brings) ? with(State.IN_EFFECT, grantedUntil) : this;
            case IN_EFFECT, DENIED, LAPSED, WITHDRAWN -> this;
        };
    }

    /** NB. the end of a rule is a whole second: what was approved may be a fraction longer. */
    private boolean brings(Grant grant) {
        return grant.state() != GrantState.REFUSED
                && grant.until() != null
                && grantedUntil != null
                && !grant.until().isBefore(grantedUntil.truncatedTo(ChronoUnit.SECONDS));
    }

    private Extension with(State next, @Nullable Instant until) {
        return new Extension(number, requestedAt, endsAt, justification, next, until);
    }
}
