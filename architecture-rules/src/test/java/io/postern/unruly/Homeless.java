package io.postern.unruly;

/** Planted: a class outside every ring. */
public final class Homeless {}
