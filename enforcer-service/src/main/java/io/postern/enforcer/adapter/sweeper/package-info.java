/** The sweeper's heartbeat over HTTP. */
@NullMarked
package io.postern.enforcer.adapter.sweeper;

import org.jspecify.annotations.NullMarked;
