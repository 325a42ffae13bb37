package io.postern.unruly.adapter.postgres;

import jakarta.inject.Inject;

/** Planted: a field that a framework fills. */
public final class Neighbour {
    @Inject
    Object filledFromOutside;
}
