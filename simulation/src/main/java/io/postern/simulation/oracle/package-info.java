/** What must hold at every step, judged from Azure's history and the people's own notes. */
@NullMarked
package io.postern.simulation.oracle;

import org.jspecify.annotations.NullMarked;
