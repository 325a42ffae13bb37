package io.postern.enforcer.domain.nsg;

import io.postern.contracts.net.Cidr;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the address prefixes of rules: an address, a block, {@code *}, or a service tag. */
public final class Prefixes {
    private static final List<Cidr> VIRTUAL_NETWORK =
            List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("172.16.0.0/12"), Cidr.parse("192.168.0.0/16"));
    private static final Cidr LOAD_BALANCER = Cidr.parse("168.63.129.16");

    private Prefixes() {}

    static boolean meet(List<String> some, List<String> others) {
        return some.stream().anyMatch(one -> others.stream().anyMatch(other -> meet(one, other)));
    }

    private static boolean meet(String one, String other) {
        Optional<Cidr> a = block(one);
        Optional<Cidr> b = block(other);
        if (a.isPresent() && b.isPresent()) {
            return overlap(a.get(), b.get());
        }
        if (a.isEmpty() && b.isEmpty()) {
            return true;
        }
        return a.map(cidr -> tagMayHold(other, cidr)).orElseGet(() -> tagMayHold(one, b.orElseThrow()));
    }

    /** Only two tags are told apart from an address; a peered network may hold others, but never a public one. */
    private static boolean tagMayHold(String tag, Cidr block) {
        return switch (tag.toLowerCase(Locale.ROOT)) {
            case "virtualnetwork" ->
                block.network().bitLength() > 32 || VIRTUAL_NETWORK.stream().anyMatch(net -> overlap(net, block));
            case "azureloadbalancer" -> overlap(LOAD_BALANCER, block);
            default -> true;
        };
    }

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
        try {
            return Optional.of(Cidr.parse(prefix));
        } catch (IllegalArgumentException notABlock) {
            return Optional.empty();
        }
    }

    private static boolean overlap(Cidr one, Cidr other) {
        return one.contains(other) || other.contains(one);
    }
}
