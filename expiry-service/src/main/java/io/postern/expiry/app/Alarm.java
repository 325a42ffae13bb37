package io.postern.expiry.app;

import io.postern.expiry.domain.Deadline;

/** Hears of every deadline once it is armed for good, which may be before the one that is slept towards. */
@FunctionalInterface
public interface Alarm {
    void armed(Deadline deadline);
}
