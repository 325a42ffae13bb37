/** What stands between the network and the management ports of a VM, and what it lets through. */
@NullMarked
package io.postern.enforcer.domain.posture;

import org.jspecify.annotations.NullMarked;
