package io.postern.enforcer.domain.approval;

import java.time.Duration;

/** The enforcer's own caps, which hold whatever an approval says. */
public record Limits(Duration longestWindow, int shortestIpv4Prefix, int shortestIpv6Prefix) {
    /** A day, a /24 and a /56: beyond that no approval is believed. */
    public static final Limits DEFAULT = new Limits(Duration.ofHours(24), 24, 56);
}
