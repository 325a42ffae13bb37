package io.postern.cli.stack;

/** Told what a stack does while it starts and stops, so that nobody waits before a silent screen. */
@FunctionalInterface
public interface Progress {
    /** Something was done; {@code millis} is how long that took. */
    void done(String what, long millis);

    /** Nobody looks. */
    static Progress silent() {
        return (_, _) -> {};
    }
}
