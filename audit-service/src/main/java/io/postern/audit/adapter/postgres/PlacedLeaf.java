package io.postern.audit.adapter.postgres;

import io.postern.audit.domain.Leaf;

/** A leaf that is new, at its place in the trail. */
record PlacedLeaf(long index, Leaf leaf) {}
