package io.postern.expiry.app;

/** Tells the timer that there may be a deadline before the one it sleeps towards. */
@FunctionalInterface
public interface Alarm {
    void wake();
}
