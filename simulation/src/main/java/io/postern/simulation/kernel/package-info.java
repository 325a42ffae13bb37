/** Virtual time: one thread runs at a time, and a seed decides which. */
@NullMarked
package io.postern.simulation.kernel;

import org.jspecify.annotations.NullMarked;
