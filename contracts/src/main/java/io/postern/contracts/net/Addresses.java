package io.postern.contracts.net;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/** Strict reading and canonical writing (RFC 5952 for IPv6) of addresses; never asks a name server. */
final class Addresses {
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]{2,39}");

    record Address(AddressFamily family, BigInteger bits) {}

    private Addresses() {}

    static Address parse(String text) {
        if (text.indexOf(':') >= 0) {
            return ipv6(text);
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            throw notAnAddress();
        }
        long bits = 0;
        for (String part : parts) {
            bits = bits << 8 | decimal(part, 255);
        }
        return new Address(AddressFamily.IPV4, BigInteger.valueOf(bits));
    }

    private static Address ipv6(String text) {
        if (!IPV6.matcher(text).matches()) {
            throw notAnAddress();
        }
        try {
            InetAddress parsed = Inet6Address.ofLiteral(text);
            if (!(parsed instanceof Inet6Address)) {
                throw new IllegalArgumentException("write an IPv4 address as such, not mapped into IPv6");
            }
            return new Address(AddressFamily.IPV6, new BigInteger(1, parsed.getAddress()));
        } catch (IllegalArgumentException malformed) {
            throw notAnAddress();
        }
    }

    static int decimal(String text, int max) {
        if (!DECIMAL.matcher(text).matches() || Integer.parseInt(text) > max) {
            throw notAnAddress();
        }
        return Integer.parseInt(text);
    }

    static String format(AddressFamily family, BigInteger bits) {
        if (family == AddressFamily.IPV4) {
            long v = bits.longValueExact();
            return (v >> 24) + "." + (v >> 16 & 255) + "." + (v >> 8 & 255) + "." + (v & 255);
        }
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = bits.shiftRight(112 - 16 * i).intValue() & 0xffff;
        }
        return compress(groups);
    }

    /** Replaces the first longest run of two or more zero groups by {@code ::}. */
    private static String compress(int[] groups) {
        int bestStart = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > bestLength) {
                bestStart = i;
                bestLength = end - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == bestStart) {
                text.append("::");
                i += bestLength - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }

    private static IllegalArgumentException notAnAddress() {
        return new IllegalArgumentException("write an address as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/56");
    }
}
