/** The HTTP API that Azure's own clients know: JIT policies and access to VMs under {@code /subscriptions}. */
@NullMarked
package io.postern.request.adapter.arm;

import org.jspecify.annotations.NullMarked;
