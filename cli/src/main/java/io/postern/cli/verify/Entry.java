package io.postern.cli.verify;

import org.jspecify.annotations.Nullable;

/**
 * What of an entry is remembered.
 *
 * @param idHigh with {@code idLow} half of the digest of the event's id
 * @param requestId whose request it is about, as digest; 0 when about none
 */
record Entry(
        long idHigh,
        long idLow,
        long time,
        long requestId,
        @Nullable Fact fact) {}
