package io.postern.enforcer.domain.boundary;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.RuleName;

/** A rule that we recorded before we wrote it. {@code seen}: it was read back as it should be. */
public record OwnRule(RuleName name, VmId vm, int priority, boolean seen) {}
