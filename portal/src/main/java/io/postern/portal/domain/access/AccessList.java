package io.postern.portal.domain.access;

import java.util.List;

/** One's own requests: those that are under way, then those that are over; {@code next}: after which one more follow. */
public record AccessList(List<AccessCard> current, List<AccessCard> ended, String next) {
    public AccessList {
        current = List.copyOf(current);
        ended = List.copyOf(ended);
    }

    public static AccessList of(List<AccessCard> cards, String next) {
        return new AccessList(
                cards.stream().filter(card -> !card.state().ended()).toList(),
                cards.stream().filter(card -> card.state().ended()).toList(),
                next);
    }

    public boolean isEmpty() {
        return current.isEmpty() && ended.isEmpty();
    }

    /** How things stand, in a sentence that is read out when it changes. */
    public String summary() {
        long open = current.stream().filter(card -> card.state().isOpen()).count();
        long waiting =
                current.stream().filter(card -> card.state() == State.PENDING).count();
        long propagating =
                current.stream().filter(card -> card.state().propagates()).count();
        return open + " open, " + propagating + " propagating, " + waiting + " waiting for approval.";
    }
}
