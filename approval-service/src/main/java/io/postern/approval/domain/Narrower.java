package io.postern.approval.domain;

import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.Narrowing;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Checks that a narrowing takes away and adds nothing. */
final class Narrower {
    private Narrower() {}

    /** What of it is no narrowing of the wish, as a sentence; empty when all is. */
    static Optional<String> objection(Wish wish, Narrowing narrowing) {
        return length(wish, narrowing).or(() -> ports(wish, narrowing)).or(() -> sources(wish, narrowing));
    }

    private static Optional<String> length(Wish wish, Narrowing narrowing) {
        Duration most = narrowing.duration();
        ExtensionRequested extension = wish.extension();
        Duration asked =
                extension == null ? wish.asked().duration() : Duration.between(extension.opened(), extension.endsAt());
        if (most == null) {
            return Optional.empty();
        }
        if (asked != null && most.compareTo(asked) > 0) {
            return Optional.of(most + " is longer than the " + asked + " asked for.");
        }
        boolean nothing = extension != null && !extension.opened().plus(most).isAfter(extension.currentEnd());
        return nothing
                ? Optional.of("After " + most + " the access ends anyway; deny the extension if that is meant.")
                : Optional.empty();
    }

    private static Optional<String> ports(Wish wish, Narrowing narrowing) {
        return Objects.requireNonNullElse(narrowing.ports(), List.<Port>of()).stream()
                .filter(port -> wish.asked().targets().stream()
                        .flatMap(target -> target.ports().stream())
                        .noneMatch(access -> access.port().equals(port)))
                .findFirst()
                .map(port -> "Port " + port.number() + " is not among those asked for.");
    }

    private static Optional<String> sources(Wish wish, Narrowing narrowing) {
        return Objects.requireNonNullElse(narrowing.sources(), List.<Cidr>of()).stream()
                .filter(source -> wish.asked().sources().stream().noneMatch(asked -> asked.contains(source)))
                .findFirst()
                .map(source -> source + " is not within a source asked for.");
    }
}
