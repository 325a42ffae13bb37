package io.postern.approval.domain;

import io.postern.contracts.net.Cidr;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sets of address blocks. */
final class Blocks {
    private static final Comparator<Cidr> ORDER =
            Comparator.comparing(Cidr::family).thenComparing(Cidr::network).thenComparing(Cidr::prefixLength);

    private Blocks() {}

    /** The addresses that are in both sets, as the fewest of their blocks, always in the same order. */
    static List<Cidr> intersection(Collection<Cidr> some, Collection<Cidr> others) {
        List<Cidr> common = some.stream()
                .flatMap(one -> others.stream().flatMap(other -> both(one, other).stream()))
                .distinct()
                .toList();
        return common.stream()
                .filter(block -> common.stream().noneMatch(wider -> !wider.equals(block) && wider.contains(block)))
                .sorted(ORDER)
                .toList();
    }

    /** Two blocks have nothing in common, or one is within the other. */
    private static Optional<Cidr> both(Cidr one, Cidr other) {
        return one.contains(other)
                ? Optional.of(other)
                : Stream.of(one).filter(other::contains).findFirst();
    }
}
