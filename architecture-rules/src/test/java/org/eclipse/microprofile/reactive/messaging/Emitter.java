package org.eclipse.microprofile.reactive.messaging;

/** Stands for the real emitter, which is not on this module's class path. */
public interface Emitter {}
