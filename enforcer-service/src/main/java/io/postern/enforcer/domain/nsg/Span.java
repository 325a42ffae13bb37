package io.postern.enforcer.domain.nsg;

import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import java.math.BigInteger;

/** A block by its first and last address: compared often, so worked out once. */
public record Span(AddressFamily family, BigInteger first, BigInteger last) {
    public static Span of(Cidr block) {
        BigInteger size = BigInteger.ONE.shiftLeft(block.family().bits() - block.prefixLength());
        return new Span(
                block.family(), block.network(), block.network().add(size).subtract(BigInteger.ONE));
    }

    public static Span of(String block) {
        return of(Cidr.parse(block));
    }

    /** How much of {@code asked} is in here. */
    public Match holds(Span asked) {
        if (family != asked.family || asked.last.compareTo(first) < 0 || last.compareTo(asked.first) < 0) {
            return Match.NO;
        }
        return first.compareTo(asked.first) <= 0 && asked.last.compareTo(last) <= 0 ? Match.ALL : Match.SOME;
    }
}
