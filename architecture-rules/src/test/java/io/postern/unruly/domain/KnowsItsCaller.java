package io.postern.unruly.domain;

import io.postern.unruly.app.KnowsItsAdapter;

/** Planted: the domain knows a use case. */
public record KnowsItsCaller(KnowsItsAdapter useCase) {}
