/** A model of Azure's network that fails in every way the real one does. */
@NullMarked
package io.postern.simulation.azure;

import org.jspecify.annotations.NullMarked;
