package io.postern.unruly.app;

import io.postern.unruly.adapter.rest.KnowsItsNeighbour;

/** Planted: a use case knows an adapter. */
public record KnowsItsAdapter(KnowsItsNeighbour adapter) {}
