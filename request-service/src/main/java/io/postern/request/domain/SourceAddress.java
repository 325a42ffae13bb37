package io.postern.request.domain;

import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a request may come from. Somebody who names a private block means it (a VPN, a peered network); the caller's own
 * address must be a public one, or a rule would open for whoever has that address elsewhere.
 */
final class SourceAddress {
    /** Blocks that no packet to a VM can come from. */
    private static final List<Cidr> NEVER = blocks(
            "0.0.0.0/8",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/128",
            "::1/128",
            "fe80::/10",
            "ff00::/8");

    private static final List<Cidr> PRIVATE =
            blocks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");

    private SourceAddress() {}

    /** The public address that a caller's socket stands for, or empty when it stands for none. */
    static Optional<Cidr> ofCaller(String address, Map<Cidr, Cidr> map) {
        Cidr seen;
        try {
            seen = Cidr.parse(address);
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
        Cidr source = map.getOrDefault(seen, seen);
        return Stream.concat(NEVER.stream(), PRIVATE.stream()).anyMatch(block -> overlap(block, source))
                ? Optional.empty()
                : Optional.of(source);
    }

    static boolean unusable(Cidr source) {
        return NEVER.stream().anyMatch(block -> overlap(block, source));
    }

    static int widestPrefix(AddressFamily family) {
        return switch (family) {
            case IPV4 -> 24;
            case IPV6 -> 56;
        };
    }

    private static boolean overlap(Cidr one, Cidr other) {
        return one.contains(other) || other.contains(one);
    }

    private static List<Cidr> blocks(String... texts) {
        return Stream.of(texts).map(Cidr::parse).toList();
    }
}
