package io.postern.audit.app;

/** Says who makes the call that is being answered. */
@FunctionalInterface
public interface WhoReads {
    Reader now();
}
