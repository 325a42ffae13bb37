/** The real services over the models, as processes that die, freeze and start again. */
@NullMarked
package io.postern.simulation.process;

import org.jspecify.annotations.NullMarked;
