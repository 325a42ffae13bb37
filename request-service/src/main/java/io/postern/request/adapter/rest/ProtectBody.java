package io.postern.request.adapter.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The VMs to protect. */
public record ProtectBody(@Nullable List<@Nullable String> virtualMachines) {}
