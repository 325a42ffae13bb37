package io.postern.portal.domain.approval;

import org.jspecify.annotations.Nullable;

/** An answer as it is sent, about exactly what was shown. */
public record Decision(
        String verdict, String reason, @Nullable Less narrow, String requestDigest) {}
