/** Histories by the thousand, and bugs that they must find. */
@NullMarked
package io.postern.simulation;

import org.jspecify.annotations.NullMarked;
