package io.postern.enforcer.adapter.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a question what would be written, before anything in it is believed. */
public record PlanBody(
        @Nullable List<@Nullable TargetBody> targets,
        @Nullable List<@Nullable String> sources,
        @Nullable String duration,
        @Nullable String endsAt) {
    /** One VM with ports. */
    public record TargetBody(@Nullable String vm, @Nullable List<@Nullable PortBody> ports) {}

    /** One port with its protocol. */
    public record PortBody(@Nullable Integer port, @Nullable String protocol) {}
}
