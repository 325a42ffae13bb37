/** Reaches request-service over HTTP, to ask what a VM's policy really says. */
@NullMarked
package io.postern.enforcer.adapter.policies;

import org.jspecify.annotations.NullMarked;
