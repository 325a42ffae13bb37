/** The inventory against the emulator's Azure. */
@NullUnmarked
package io.postern.enforcer.azure;

import org.jspecify.annotations.NullUnmarked;
