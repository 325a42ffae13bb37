package io.postern.unruly.config;

/** Planted: a name that says nothing. */
public final class RuleHelper {}
