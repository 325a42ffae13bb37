package io.postern.request.domain;

import io.postern.contracts.net.Cidr;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The address that somebody is seen to call from, and what that is good for as a source. */
public record OwnAddress(Kind kind, @Nullable Cidr seen) {
    /** What kind of address it is. */
    public enum Kind {
        /** One that others see, too. */
        PUBLIC,
        /** One that many networks use, each for something else. */
        PRIVATE,
        /** One that a carrier shares out; what is reached through it sees another one. */
        SHARED,
        /** One that no connection to a VM can come from. */
        UNUSABLE,
        /** None: a proxy names something else. */
        UNCLEAR;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Cidr CARRIERS = Cidr.parse("100.64.0.0/10");

    /** {@code map} says which public addresses local ones stand for. */
    public static OwnAddress of(String caller, Map<Cidr, Cidr> map) {
        Optional<Cidr> seen = SourceAddress.ofCaller(caller, map);
        return seen.map(address -> new OwnAddress(kind(address), address))
                .orElseGet(() -> new OwnAddress(Kind.UNCLEAR, null));
    }

    /** As people write it; empty when it is unclear. */
    public Optional<String> text() {
        return Optional.ofNullable(seen).map(Hop::text);
    }

    private static Kind kind(Cidr address) {
        if (SourceAddress.unusable(address)) {
            return Kind.UNUSABLE;
        }
        if (CARRIERS.contains(address)) {
            return Kind.SHARED;
        }
        return SourceAddress.isPrivate(address) ? Kind.PRIVATE : Kind.PUBLIC;
    }
}
