package io.postern.enforcer.domain.nsg;

import io.postern.contracts.net.Cidr;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the address prefixes of rules: an address, a block, {@code *}, or a service tag. */
public final class Prefixes {
    private Prefixes() {}

    static boolean same(List<String> some, List<String> others) {
        return some.equals(others) || canonical(some).equals(canonical(others));
    }

    private static Set<String> canonical(List<String> prefixes) {
        return prefixes.stream()
                .map(prefix -> block(prefix).map(Cidr::toString).orElse(prefix.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    /** The block that a prefix names; empty for a tag and for {@code *}. */
    public static Optional<Cidr> block(String prefix) {
        // NB. no tag begins with a digit or has a colon, and an exception for each would be most of the work
        if (prefix.isEmpty() || (!Character.isDigit(prefix.charAt(0)) && prefix.indexOf(':') < 0)) {
            return Optional.empty();
        }
        int slash = prefix.indexOf('/');
        try {
            Cidr address = Cidr.parse(slash < 0 ? prefix : prefix.substring(0, slash));
            return Optional.of(slash < 0 ? address : around(address, Integer.parseInt(prefix.substring(slash + 1))));
        } catch (IllegalArgumentException notABlock) {
            return Optional.empty();
        }
    }

    /** Azure takes a block whose host bits are set, and ignores them. */
    private static Cidr around(Cidr address, int length) {
        int bits = Math.max(0, address.family().bits() - length);
        return new Cidr(address.family(), address.network().shiftRight(bits).shiftLeft(bits), length);
    }
}
