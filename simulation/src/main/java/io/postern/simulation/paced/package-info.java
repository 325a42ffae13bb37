/** Many grants a minute under Azure's write limits, and how long they take. */
@NullMarked
package io.postern.simulation.paced;

import org.jspecify.annotations.NullMarked;
