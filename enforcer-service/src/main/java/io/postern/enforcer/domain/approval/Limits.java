package io.postern.enforcer.domain.approval;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import java.time.Duration;

/** The enforcer's own caps, which hold whatever an approval says: a day always, and sources as a VM's policy has them. */
public record Limits(Duration longestWindow, int shortestIpv4Prefix, int shortestIpv6Prefix, boolean anySource) {
    private static final Duration LONGEST_WINDOW = Duration.ofHours(24);

    /** A day, a /24 and a /56: where no policy says otherwise, no approval is believed beyond that. */
    public static final Limits DEFAULT = of(AccessConditions.DEFAULT);

    public static Limits of(AccessConditions demands) {
        return new Limits(LONGEST_WINDOW, demands.widestIpv4Prefix(), demands.widestIpv6Prefix(), demands.anySource());
    }

    /** What both allow. */
    public Limits and(Limits other) {
        return new Limits(
                longestWindow.compareTo(other.longestWindow) <= 0 ? longestWindow : other.longestWindow,
                Math.max(shortestIpv4Prefix, other.shortestIpv4Prefix),
                Math.max(shortestIpv6Prefix, other.shortestIpv6Prefix),
                anySource && other.anySource);
    }

    /** The same, and no longer than that. */
    public Limits within(Duration longest) {
        return and(new Limits(longest, shortestIpv4Prefix, shortestIpv6Prefix, anySource));
    }

    /** Every address at once is a matter of its own: no width allows it, and what allows it allows no other width. */
    boolean allow(Cidr source) {
        return source.prefixLength() == 0 ? anySource : source.prefixLength() >= shortest(source.family());
    }

    int shortest(AddressFamily family) {
        return family == AddressFamily.IPV4 ? shortestIpv4Prefix : shortestIpv6Prefix;
    }
}
