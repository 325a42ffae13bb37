package io.postern.request.adapter.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a request for access, before anything in it is believed. */
public record SubmissionBody(
        @Nullable List<@Nullable TargetBody> targets,
        @Nullable List<@Nullable String> sources,
        @Nullable String duration,
        @Nullable String endsAt,
        @Nullable String justification,
        @Nullable String ticket) {
    /** One VM with ports. */
    public record TargetBody(@Nullable String vm, @Nullable List<@Nullable Integer> ports) {}
}
