package io.postern.request.adapter.rest;

import org.jspecify.annotations.Nullable;

/** What somebody sends to keep an access for longer. */
public record ExtendBody(
        @Nullable String duration,
        @Nullable String endsAt,
        @Nullable String justification) {}
