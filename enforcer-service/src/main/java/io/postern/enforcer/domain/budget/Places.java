package io.postern.enforcer.domain.budget;

import java.time.Instant;
import java.util.Optional;

/** The places that a boundary has in the line and in the reserve: writes that are taken and not sent yet. */
public record Places(Optional<Instant> line, Optional<Instant> reserve) {
    public static final Places NONE = new Places(Optional.empty(), Optional.empty());

    /** Without those whose time has passed, or in which Azure wants to be left alone. */
    Places stillGood(Instant now, Instant blockedUntil) {
        return new Places(
                line.filter(slot -> isGood(slot, now, blockedUntil)),
                reserve.filter(slot -> isGood(slot, now, blockedUntil)));
    }

    private static boolean isGood(Instant slot, Instant now, Instant blockedUntil) {
        return !now.isAfter(slot.plus(WriteShare.GRACE)) && !slot.isBefore(blockedUntil);
    }

    Places withLine(Optional<Instant> slot) {
        return new Places(slot, reserve);
    }

    Places withReserve(Optional<Instant> slot) {
        return new Places(line, slot);
    }
}
