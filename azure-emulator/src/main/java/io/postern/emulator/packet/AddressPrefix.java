package io.postern.emulator.packet;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** An address or a CIDR block of one family; host bits are ignored as Azure ignores them. */
public record AddressPrefix(InetAddress base, int length) {
    private static final Pattern V4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,3}");

    /** Reads {@code 10.0.0.0/8}, {@code 2001:db8::1} and the like; no names, no octal, no scopes. */
    public static Optional<AddressPrefix> parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> base = address(slash < 0 ? text : text.substring(0, slash));
        if (base.isEmpty()) {
            return Optional.empty();
        }
        int bits = base.get().getAddress().length * 8;
        if (slash < 0) {
            return Optional.of(new AddressPrefix(base.get(), bits));
        }
        String length = text.substring(slash + 1);
        if (!LENGTH.matcher(length).matches() || Integer.parseInt(length) > bits) {
            return Optional.empty();
        }
        return Optional.of(new AddressPrefix(base.get(), Integer.parseInt(length)));
    }

    /** Reads a literal address. */
    public static Optional<InetAddress> address(String text) {
        if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    public boolean isV6() {
        return base.getAddress().length == 16;
    }

    public boolean contains(InetAddress address) {
        byte[] mine = base.getAddress();
        byte[] theirs = address.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit += 8) {
            int mask = length - bit >= 8 ? 0xff : 0xff00 >> (length - bit) & 0xff;
            if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
