package io.postern.audit.app;

/** Says whether the entries of a bundle are no longer handed out here. */
@FunctionalInterface
public interface Pruned {
    boolean entries(long bundle);
}
