package io.postern.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * What the JIT policy of a VM demands of a request beyond ports and length.
 *
 * @param privateNetwork the VM is reached over a private network, so private addresses are sources like any other
 * @param anySource a request may name every address ({@code 0.0.0.0/0}, {@code ::/0})
 * @param widestIpv4Prefix the shortest IPv4 prefix that a source may have, 1 to 32
 * @param widestIpv6Prefix the shortest IPv6 prefix that a source may have, 1 to 128
 * @param mfa the requester's token must say that more than a password was asked for
 * @param authenticationContext the id of an authentication context (Entra Conditional Access) that the token must hold
 */
public record AccessConditions(
        boolean privateNetwork,
        boolean anySource,
        int widestIpv4Prefix,
        int widestIpv6Prefix,
        boolean mfa,
        @Nullable String authenticationContext) {
    /** What holds where a policy says nothing. */
    public static final AccessConditions DEFAULT = new AccessConditions(false, false, 24, 56, false, null);

    public AccessConditions {
        if (widestIpv4Prefix < 1 || widestIpv4Prefix > 32) {
            throw new IllegalArgumentException("the widest IPv4 source has a prefix of 1 to 32 bits");
        }
        if (widestIpv6Prefix < 1 || widestIpv6Prefix > 128) {
            throw new IllegalArgumentException("the widest IPv6 source has a prefix of 1 to 128 bits");
        }
        if (authenticationContext != null && !authenticationContext.matches("[A-Za-z0-9_-]{1,20}")) {
            throw new IllegalArgumentException("an authentication context is named like c1");
        }
    }
}
