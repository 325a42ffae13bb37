package io.postern.contracts.net;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;

/**
 * A block of addresses in CIDR form (RFC 4632, RFC 4291): network address and prefix length, no host bits set. Parsing is
 * strict: no leading zeros, no short or octal forms, no zone ids, no IPv4-mapped IPv6.
 */
public record Cidr(AddressFamily family, BigInteger network, int prefixLength) {
    public Cidr {
        if (prefixLength < 0 || prefixLength > family.bits()) {
            throw new IllegalArgumentException("a prefix length is 0 to " + family.bits() + ", not " + prefixLength);
        }
        int hostBits = family.bits() - prefixLength;
        if (network.signum() < 0 || network.bitLength() > family.bits()) {
            throw new IllegalArgumentException("the address is too long for its family");
        }
        if (network.getLowestSetBit() >= 0 && network.getLowestSetBit() < hostBits) {
            BigInteger floor = network.shiftRight(hostBits).shiftLeft(hostBits);
            throw new IllegalArgumentException(
                    "host bits are set; did you mean " + Addresses.format(family, floor) + "/" + prefixLength + "?");
        }
    }

    /** Reads {@code address} or {@code address/length}; a bare address is a block of one. */
    @JsonCreator
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        Addresses.Address address = Addresses.parse(slash < 0 ? text : text.substring(0, slash));
        int length = slash < 0 ? address.family().bits() : Addresses.decimal(text.substring(slash + 1), 128);
        return new Cidr(address.family(), address.bits(), length);
    }

    /** Whether every address of {@code other} is in this block. */
    public boolean contains(Cidr other) {
        return family == other.family
                && prefixLength <= other.prefixLength
                && network.shiftRight(family.bits() - prefixLength)
                        .equals(other.network.shiftRight(family.bits() - prefixLength));
    }

    @JsonValue
    @Override
    public String toString() {
        return Addresses.format(family, network) + "/" + prefixLength;
    }
}
