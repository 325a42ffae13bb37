package io.postern.request.adapter.rest;

import org.jspecify.annotations.Nullable;

/** What somebody may add when ending a request. */
public record EndingBody(@Nullable String reason) {}
