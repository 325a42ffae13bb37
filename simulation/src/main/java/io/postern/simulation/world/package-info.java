/** One history: who is there, what they do, and what befalls them. */
@NullMarked
package io.postern.simulation.world;

import org.jspecify.annotations.NullMarked;
