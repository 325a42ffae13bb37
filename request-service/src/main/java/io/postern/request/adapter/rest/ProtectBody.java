package io.postern.request.adapter.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The VMs to protect; {@code "ports": "all"} for all management ports instead of those of the operating system. */
public record ProtectBody(
        @Nullable List<@Nullable String> virtualMachines,
        @Nullable String ports) {}
