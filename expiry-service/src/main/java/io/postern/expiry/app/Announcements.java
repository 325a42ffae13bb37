package io.postern.expiry.app;

import io.postern.contracts.event.Expired;

/** Where the end of a window is announced: in the same transaction as everything else. */
@FunctionalInterface
public interface Announcements {
    void append(Expired event);
}
