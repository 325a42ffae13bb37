/** The closing of access in virtual time: seeds become histories, and every history is judged. */
@NullMarked
package io.postern.simulation;

import org.jspecify.annotations.NullMarked;
