/** Virtual machines, where they stand in the network, and whether just-in-time access holds there. */
@NullMarked
package io.postern.enforcer.domain.inventory;

import org.jspecify.annotations.NullMarked;
