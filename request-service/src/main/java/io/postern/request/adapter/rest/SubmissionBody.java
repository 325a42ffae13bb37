package io.postern.request.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a request for access, before anything in it is believed. */
public record SubmissionBody(
        @Nullable List<@Nullable TargetBody> targets,
        @Nullable List<@Nullable String> sources,
        @Nullable String duration,
        @Nullable String endsAt,
        @Nullable String justification,
        @Nullable String ticket,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BreakGlassBody breakGlass) {
    /** What is typed to confirm that nobody is to be asked first: the name of the VM. */
    public record BreakGlassBody(@Nullable String confirm) {}

    /** One VM with ports. */
    public record TargetBody(@Nullable String vm, @Nullable List<@Nullable Integer> ports) {}
}
