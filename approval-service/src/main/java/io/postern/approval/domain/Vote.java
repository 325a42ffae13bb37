package io.postern.approval.domain;

import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What an approver says.
 *
 * @param narrowing what they take away from what was asked for; null when nothing
 * @param digest the {@code RequestDigest} of what they were shown, which then must be what they decide on; null when they
 *     do not say
 */
public record Vote(
        Verdict verdict,
        String comment,
        @Nullable Narrowing narrowing,
        @Nullable String digest) {}
