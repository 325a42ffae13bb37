package io.postern.unruly.adapter.rest;

import io.postern.unruly.adapter.postgres.Neighbour;

/** Planted: an adapter knows another. */
public record KnowsItsNeighbour(Neighbour neighbour) {}
