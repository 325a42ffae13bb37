package io.postern.ringless.config;

/** Planted: a service with one ring only. */
public final class Alone {}
