/** Just-in-time access: what clients ask of Azure on its one address, and request-service answers. */
@NullMarked
package io.postern.emulator.forward;

import org.jspecify.annotations.NullMarked;
