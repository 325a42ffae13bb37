package io.postern.enforcer.adapter.rest;

import org.jspecify.annotations.Nullable;

/** An order to shut everything, at one NSG or everywhere, before anything in it is believed. */
public record PanicBody(@Nullable String boundary, @Nullable String reason) {}
