package io.postern.enforcer.adapter.rest;

import org.jspecify.annotations.Nullable;

/** What a caller says when closing: why. */
public record CloseBody(@Nullable String reason) {}
