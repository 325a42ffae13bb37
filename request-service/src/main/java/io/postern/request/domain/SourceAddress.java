package io.postern.request.domain;

import io.postern.contracts.net.Cidr;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What kinds of addresses there are to come from, and how they are named. */
public final class SourceAddress {
    private static final String ANYWHERE = "*";
    private static final List<Cidr> EVERYTHING = blocks("0.0.0.0/0", "::/0");

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

    /** Blocks that many networks use, each for something else: RFC 1918, shared by carriers (RFC 6598), ULA. */
    private static final List<Cidr> PRIVATE =
            blocks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");

    private SourceAddress() {}

    /** Reads a source as it is named in a request: an address, a block, or {@code *} for all of both families. */
    public static List<Cidr> named(String text) {
        return text.equals(ANYWHERE) ? EVERYTHING : List.of(Cidr.parse(text));
    }

    /** The address that a call comes from, or empty when the text is none. */
    static Optional<Cidr> ofCaller(String address, Map<Cidr, Cidr> map) {
        return Hop.address(address).map(seen -> map.getOrDefault(seen, seen));
    }

    static boolean everything(Cidr source) {
        return source.prefixLength() == 0;
    }

    static boolean unusable(Cidr source) {
        return !everything(source) && NEVER.stream().anyMatch(block -> overlap(block, source));
    }

    static boolean isPrivate(Cidr source) {
        return !everything(source) && PRIVATE.stream().anyMatch(block -> overlap(block, source));
    }

    static boolean within(String allowed, Cidr source) {
        return named(allowed).stream().anyMatch(block -> block.contains(source));
    }

    private static boolean overlap(Cidr one, Cidr other) {
        return one.contains(other) || other.contains(one);
    }

    private static List<Cidr> blocks(String... texts) {
        return Stream.of(texts).map(Cidr::parse).toList();
    }
}
