package io.postern.enforcer.adapter.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a question what would keep ports of a VM shut, before anything in it is believed. */
public record BaselineBody(@Nullable String vm, @Nullable List<PlanBody.@Nullable PortBody> ports) {}
