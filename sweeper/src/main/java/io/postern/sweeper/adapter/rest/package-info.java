/** The heartbeat, for whoever depends on the sweeper being alive. */
@NullMarked
package io.postern.sweeper.adapter.rest;

import org.jspecify.annotations.NullMarked;
