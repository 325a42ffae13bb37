/** A model of the bus: late, twice, out of order, or not at all. */
@NullMarked
package io.postern.simulation.bus;

import org.jspecify.annotations.NullMarked;
