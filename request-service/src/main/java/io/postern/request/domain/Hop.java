package io.postern.request.domain;

import io.postern.contracts.net.Cidr;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one address as sockets and proxies write it: with a port, in brackets, with a zone, IPv4 mapped into IPv6. */
final class Hop {
    private static final int LONGEST = 64;
    private static final Pattern PORT = Pattern.compile("([0-9.]+):[0-9]{1,5}");
    private static final Pattern BRACKETS = Pattern.compile("\\[([^\\]]*)\\](?::[0-9]{1,5})?");
    private static final Pattern ZONE = Pattern.compile("([0-9A-Fa-f:.]+)%[0-9A-Za-z._-]+");

    private Hop() {}

    /** The address, or empty when the text holds none: a name, a block, garbage. */
    static Optional<Cidr> address(String text) {
        String bare = within(ZONE, within(BRACKETS, within(PORT, text)));
        if (bare.length() > LONGEST || bare.indexOf('/') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Cidr.parse(bare.indexOf(':') >= 0 ? unmapped(bare) : bare));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** An address as people write it, without the length of a block of one. */
    static String text(Cidr address) {
        String block = address.toString();
        return block.substring(0, block.indexOf('/'));
    }

    private static String within(Pattern form, String text) {
        Matcher parts = form.matcher(text);
        return parts.matches() ? parts.group(1) : text;
    }

    private static String unmapped(String ipv6) {
        InetAddress address = Inet6Address.ofLiteral(ipv6);
        return address instanceof Inet4Address ? address.getHostAddress() : ipv6;
    }
}
