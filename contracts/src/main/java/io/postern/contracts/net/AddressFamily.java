package io.postern.contracts.net;

/** IPv4 or IPv6; a rule in Azure holds addresses of one family only. */
public enum AddressFamily {
    IPV4(32),
    IPV6(128);

    private final int bits;

    AddressFamily(int bits) {
        this.bits = bits;
    }

    /** The length of an address, and so of the narrowest prefix. */
    public int bits() {
        return bits;
    }
}
