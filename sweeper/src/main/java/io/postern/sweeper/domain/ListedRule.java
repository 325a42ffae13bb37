package io.postern.sweeper.domain;

import io.postern.contracts.id.BoundaryId;

/** A security rule as Azure lists it: where it stands, its name in Azure's spelling, and whether it opens anything. */
public record ListedRule(BoundaryId boundary, String name, boolean allow) {}
