/** Bugs put in on purpose, to see that they are found. */
@NullMarked
package io.postern.simulation.planted;

import org.jspecify.annotations.NullMarked;
